/** What stands in the panel's address. */
export interface PanelAddress {
  readonly URLToken: string
  readonly auth: string
  /** The interaction that a screen pop opens. */
  readonly interaction: string
  /** Why a screen pop opens none. */
  readonly problem: string
}

const empty: PanelAddress = { URLToken: '', auth: '', interaction: '', problem: '' }

/**
 * Takes the proof out of the address, where it would be seen, and keeps it with this entry of the history, where a reload
 * finds it. It may stand in the query or in the fragment, which no proxy logs. The endpoint's token stays in the query: by it
 * the server knows who may frame the page.
 */
export function takeAddress(location: Location, history: History): PanelAddress {
  const [query, fragment] = [location.search, location.hash.slice(1)].map(words => new URLSearchParams(words))
  const kept = (history.state as { panel?: PanelAddress } | null)?.panel ?? empty
  const read = (name: string) => (query?.get(name) ?? fragment?.get(name))?.trim() ?? ''
  const given = Object.fromEntries(Object.keys(empty).map(name => [name, read(name)]))
  const isNew = Object.entries(given).some(([name, value]) => name !== 'URLToken' && value !== '')
  const panel = isNew ? { ...empty, ...given } : { ...kept, URLToken: given['URLToken'] || kept.URLToken }
  history.replaceState({ panel }, '', `?${new URLSearchParams({ URLToken: panel.URLToken })}`)
  return panel
}
