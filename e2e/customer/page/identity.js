/**
 * Who this tab is at the endpoint.
 * @typedef {{ userId: string, sessionId: string }} Identity
 */

const KEY = 'identity'

/**
 * The identity that the address names (`?userId=&sessionId=`), else the one that this tab had before, else
 * a new one. It is kept for reloads, and the address bar is left plain.
 * @returns {Identity}
 */
export function takeIdentity() {
  const asked = new URLSearchParams(location.search)
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '{}')
  const identity = {
    userId: asked.get('userId') || kept.userId || crypto.randomUUID(),
    sessionId: asked.get('sessionId') || kept.sessionId || crypto.randomUUID(),
  }
  sessionStorage.setItem(KEY, JSON.stringify(identity))
  history.replaceState(null, '', location.pathname)
  return identity
}
