import type { SignedOn } from '../../server/protocol/sign-on.ts'

/** Browsers may forbid a frame of another site all storage; then its badges last until it is left. */
const badges = new Map<string, string>()

const keyOf = (server: string) => `agent-copilot badge ${server}`

/** What signing on gave the agent in this tab; one for each server. */
export function badgeFor(server: string): string | undefined {
  try {
    return sessionStorage.getItem(keyOf(server)) ?? badges.get(server)
  } catch {
    return badges.get(server)
  }
}

/** Told to the page's window when the agent has signed on: every chat that waited for it may be opened. */
export const SIGNED_ON = 'agent-copilot-signed-on'

/**
 * Opens the sign-on window; call it while the agent clicks. The page's window hears SIGNED_ON once there is a badge. Cookies
 * of a framed page are not needed: the window is a page of its own and hands the badge over.
 */
export function openSignOn(server: string, URLToken: string): void {
  const query = new URLSearchParams({ URLToken, origin: location.origin })
  const address = new URL(`sign-on?${query}`, server)
  const popup = open(address, 'agent-copilot-sign-on', 'popup,width=480,height=640')
  const hear = ({ source, origin, data }: MessageEvent<Partial<SignedOn> | undefined>) => {
    if (source !== popup || origin !== address.origin) return
    if (data?.type !== 'agent-copilot-signed-on' || !data.badge) return
    removeEventListener('message', hear)
    keep(server, data.badge)
    dispatchEvent(new Event(SIGNED_ON))
  }
  addEventListener('message', hear)
}

function keep(server: string, badge: string) {
  badges.set(server, badge)
  try {
    sessionStorage.setItem(keyOf(server), badge)
  } catch {
    // The map has it.
  }
}
