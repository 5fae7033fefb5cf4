import type { BodyVariant, EventFault } from './event-faults.ts'

/** The event's JSON text as the faults want it written. */
export function writeBody(event: Record<string, unknown>, faults: readonly EventFault[]): string {
  let text = JSON.stringify(faults.reduce(alterEvent, event))
  for (const fault of faults) if (fault.kind === 'nonCanonicalJson') text = rewrite(text, fault.variant)
  return text
}

function alterEvent(event: Record<string, unknown>, fault: EventFault): Record<string, unknown> {
  if (fault.kind === 'bigBody') return { ...event, filler: 'x'.repeat(fault.bytes) }
  if (fault.kind === 'extraFields') return withExtraFields(event)
  return event
}

function withExtraFields(event: Record<string, unknown>): Record<string, unknown> {
  const extra = { futureField: { nested: [1, null, true] }, anotherField: 'unknown' }
  const data = event['data']
  return data && typeof data === 'object'
    ? { ...event, ...extra, data: { ...data, ...extra } }
    : { ...event, ...extra }
}

/** The same event in JSON that a parse and a stringify would not give back byte for byte. */
function rewrite(text: string, variant: BodyVariant): string {
  const event = JSON.parse(text) as Record<string, unknown>
  switch (variant) {
    case 'spaces':
      return JSON.stringify(event, null, 1).replaceAll(/\n */g, ' ')
    case 'indented':
      return `${JSON.stringify(event, null, 4)}\n`
    case 'unicodeEscapes':
      return escapeStrings(text)
    case 'keyOrder':
      return JSON.stringify(Object.fromEntries(Object.entries(event).reverse()))
    case 'emoji':
      return JSON.stringify({ ...event, note: 'naïve 👩🏽‍🚀 \u2028 שלום' })
  }
}

/** Slashes and everything outside ASCII as escapes, as some other JSON writers do. */
const escapeStrings = (text: string) =>
  text
    .replaceAll('/', String.raw`\/`)
    .replaceAll(/[^\x20-\x7e]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
