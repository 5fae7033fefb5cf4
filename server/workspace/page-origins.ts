import type { RequestHandler } from 'express'
import type { FailureLimit } from '../endpoints/rate-limits.ts'
import type { PanelPageSettings } from '../protocol/panel.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { PanelParts } from './open-interaction.ts'

type FindEndpoint = (URLToken: string) => Promise<{ settings: EndpointSettings } | undefined>

/** The origin of an allowed address; a host may begin with `*.`. */
const originOf = (address: string) => new URL(address).origin

/** Lets the pages that the endpoint of `?URLToken=` allows frame the answer, beside those that the operator allows. */
export function framedByAllowed(findEndpoint: FindEndpoint, always: string): RequestHandler {
  return async ({ query: { URLToken } }, response, next) => {
    const endpoint = typeof URLToken === 'string' ? await findEndpoint(URLToken) : undefined
    response.locals.frameAncestors = originsOf(endpoint?.settings, always).join(' ')
    next()
  }
}

export interface PanelSettingsParts extends Pick<PanelParts, 'addressOf'> {
  findEndpoint: FindEndpoint
  failures: FailureLimit
  /** The operator's `frame-ancestors`. */
  frameAncestors: string
}

/** `GET /panel/settings?URLToken=`: what a framed page has to know before it listens to who frames it. */
export function panelSettings(parts: PanelSettingsParts): RequestHandler {
  return async (request, response) => {
    const { URLToken } = request.query
    const { settings } = await parts.failures.guard(parts.addressOf(request), async () => {
      const endpoint = typeof URLToken === 'string' ? await parts.findEndpoint(URLToken) : undefined
      if (!endpoint) throw new Refusal('refused', 'There is no such chat.')
      return endpoint
    })
    const origins = originsOf(settings, parts.frameAncestors)
    const { insert } = settings.copilot.panel
    response.set('cache-control', 'no-store').json({ origins, insert } satisfies PanelPageSettings)
  }
}

function originsOf(settings: EndpointSettings | undefined, always: string): string[] {
  const allowed = settings?.copilot.allowedOrigins.map(originOf) ?? []
  return [...new Set([...always.split(' ').filter(Boolean), ...allowed])]
}

/**
 * Whether a page of this origin may join sessions of an endpoint: pages of the server itself, and those that the
 * endpoint allows. Programs that are no browsers send no origin.
 */
export function mayJoinFrom(
  origin: string | undefined,
  ownHosts: readonly (string | undefined)[],
  { copilot }: EndpointSettings,
): boolean {
  if (origin === undefined) return true
  const from = URL.parse(origin)
  if (!from) return false
  if (ownHosts.includes(from.host)) return true
  return copilot.allowedOrigins.some(address => matches(URL.parse(address), from))
}

function matches(allowed: URL | null, origin: URL): boolean {
  if (!allowed || allowed.protocol !== origin.protocol || allowed.port !== origin.port) return false
  const { hostname } = allowed
  return hostname.startsWith('*.')
    ? origin.hostname.endsWith(hostname.slice(1))
    : hostname === origin.hostname
}
