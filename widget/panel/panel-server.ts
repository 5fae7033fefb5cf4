import type { OpenedInteraction, OpenInteraction, PanelPageSettings } from '../../server/protocol/panel.ts'

/** What the server said of an interaction: its link, that it has none, that this panel may not ask, or nothing at all. */
export type Opening = NonNullable<OpenedInteraction['link']> | 'unknown' | 'refused' | 'unreachable'

const timeoutInMilliseconds = 10_000

/** Rejects while the server is away. */
async function fetchSettings(server: string, URLToken: string): Promise<PanelPageSettings | undefined> {
  const response = await fetch(`${server}panel/settings?${new URLSearchParams({ URLToken })}`, {
    signal: AbortSignal.timeout(timeoutInMilliseconds),
  })
  if (response.ok) return (await response.json()) as PanelPageSettings
  if (response.status === 404) return undefined
  throw new Error(`The server answered ${response.status}.`)
}

const retryInMilliseconds = 5000

/** The settings, asked for until the server tells them; undefined where there is no such endpoint. */
export async function awaitSettings(
  server: string,
  URLToken: string,
): Promise<PanelPageSettings | undefined> {
  for (;;) {
    const settings = await fetchSettings(server, URLToken).catch(() => 'unreachable' as const)
    if (settings !== 'unreachable') return settings
    await new Promise(resolve => setTimeout(resolve, retryInMilliseconds))
  }
}

/** Asks the server which chat an interaction is. */
export async function openInteraction(server: string, asked: OpenInteraction): Promise<Opening> {
  try {
    const response = await fetch(`${server}panel/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
      signal: AbortSignal.timeout(timeoutInMilliseconds),
    })
    if (response.ok) return ((await response.json()) as OpenedInteraction).link ?? 'unknown'
    return response.status === 404 || response.status === 400 ? 'refused' : 'unreachable'
  } catch {
    return 'unreachable'
  }
}
