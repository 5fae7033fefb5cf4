/** The values of a copilot link, spelled as the link spells them. */
export interface CopilotLink {
  readonly userId: string
  readonly sessionId: string
  readonly URLToken: string
  /** A token for this chat, where the endpoint asks for a signed link. */
  readonly auth?: string
}

const names = ['userId', 'sessionId', 'URLToken'] as const

/** Reads a link from the query of an address; what is missing there is empty. */
export function readLink(query: URLSearchParams): CopilotLink {
  const [userId = '', sessionId = '', URLToken = ''] = names.map(name => query.get(name)?.trim() ?? '')
  const auth = query.get('auth')?.trim()
  return { userId, sessionId, URLToken, ...(auth && { auth }) }
}

/** The names of the values that are missing. */
export function missingFrom(link: CopilotLink): (typeof names)[number][] {
  return names.filter(name => !link[name])
}

/** Whether two links open the same chat in the same way. */
export function isSameLink(one: CopilotLink | undefined, other: CopilotLink | undefined): boolean {
  return [...names, 'auth' as const].every(name => one?.[name] === other?.[name])
}
