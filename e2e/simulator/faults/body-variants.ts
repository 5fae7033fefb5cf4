import type { BodyVariant, EventFault } from './event-faults.ts'

/** The event's JSON text as the faults want it written. */
export function writeBody(event: Record<string, unknown>, faults: readonly EventFault[]): string {
  let text = JSON.stringify(faults.reduce(alterEvent, event))
  for (const fault of faults) if (fault.kind === 'nonCanonicalJson') text = rewriters[fault.variant](text)
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
const rewriters: Record<BodyVariant, (text: string) => string> = {
  spaces: text => JSON.stringify(JSON.parse(text), null, 1).replaceAll(/\n */g, ' '),
  indented: text => `${JSON.stringify(JSON.parse(text), null, 4)}\n`,
  unicodeEscapes: escapeStrings,
  keyOrder: text => JSON.stringify(Object.fromEntries(Object.entries(parseObject(text)).reverse())),
  emoji: text => JSON.stringify({ ...parseObject(text), note: 'naïve 👩🏽‍🚀 \u2028 שלום' }),
}

const parseObject = (text: string) => JSON.parse(text) as Record<string, unknown>

/** Slashes and everything outside ASCII as escapes, as some other JSON writers do. */
function escapeStrings(text: string): string {
  return text
    .replaceAll('/', String.raw`\/`)
    .replaceAll(/[^\x20-\x7e]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
