import type { IncomingMessage } from 'node:http'
import { SESSION_MILLISECONDS } from './sign-in.ts'

const NAME = 'copilot_admin'

/** `Set-Cookie` of a new session; null ends it. `publicUrl` says whether browsers come by TLS, and below which path. */
export function sessionCookie(token: string | null, publicUrl: string): string {
  const { protocol, pathname } = new URL(publicUrl)
  return [
    `${NAME}=${token ?? ''}`,
    `Path=${pathname}`,
    `Max-Age=${token === null ? 0 : SESSION_MILLISECONDS / 1_000}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(protocol === 'https:' ? ['Secure'] : []),
  ].join('; ')
}

export function readSessionCookie({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  for (const pair of headers.cookie?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === NAME && value) return value
  }
  return undefined
}
