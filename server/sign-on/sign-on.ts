import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { Role } from '../protocol/administration.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import { type SignOnSettings, signOnRequestSchema } from '../protocol/sign-on.ts'
import type { Secrets } from '../storage/secrets.ts'
import { hashOf } from '../storage/tokens.ts'
import type { Logger } from '../telemetry/logger.ts'
import { type Badges, mayOpen, roleOf } from './badges.ts'
import type { IdentityProvider, Person } from './identity-provider.ts'

export interface SignOnParts {
  readSettings: () => Promise<SignOnSettings | undefined>
  provider: IdentityProvider
  badges: Badges
  secrets: Secrets
  publicUrl: () => string
  findEndpoint: (URLToken: string) => Promise<{ id: string; settings: EndpointSettings } | undefined>
  /** Whether pages of this origin may show the endpoint's chats. */
  mayShow: (origin: string, settings: EndpointSettings) => boolean
  /** The `Set-Cookie` of a session for this administrator, who is made where they are new. */
  signInAdministrator: (person: { email: string; name: string; role: Role }) => Promise<string>
  logger: Logger
}

const COOKIE = 'copilot_sign_on'
const MINUTES = 10
const MINUTE_IN_MILLISECONDS = 60_000

/** What has to come back with the browser that began; sealed, it travels as OAuth's `state`. */
const journeySchema = z.object({
  for: z.union([z.object({ endpointId: z.string(), origin: z.string() }), z.literal('console')]),
  verifier: z.string(),
  nonce: z.string(),
  browser: z.string(),
  until: z.number(),
})
type Journey = z.infer<typeof journeySchema>

const random = () => randomBytes(32).toString('base64url')
export const redirectUri = (publicUrl: string) => `${publicUrl}/sign-on/callback`

/** `GET /sign-on`: sends the browser to the OpenID provider; see server/protocol/sign-on.ts. */
export function beginSignOn(parts: SignOnParts): RequestHandler {
  return async (request, response) => {
    const settings = await parts.readSettings()
    if (!settings) throw new Refusal('refused', 'Single sign-on is not set up.')
    const destination = await destinationOf(parts, request.query)
    const browser = random()
    const journey: Journey = {
      for: destination,
      verifier: random(),
      nonce: random(),
      browser: hashOf(browser),
      until: Date.now() + MINUTES * MINUTE_IN_MILLISECONDS,
    }
    const state = parts.secrets.seal(JSON.stringify(journey))
    const address = await parts.provider
      .begin(settings, redirectUri(parts.publicUrl()), { ...journey, state })
      .catch((error: unknown) => {
        parts.logger.warn({ error }, 'the OpenID provider cannot be reached')
        throw new Refusal('not-ready', 'The sign-on provider cannot be reached. Please try again.')
      })
    response.append('set-cookie', cookie(parts, browser, MINUTES * 60))
    response.set('cache-control', 'no-store').redirect(303, address.href)
  }
}

async function destinationOf(parts: SignOnParts, query: Request['query']): Promise<Journey['for']> {
  const { data: asked } = signOnRequestSchema.safeParse(query)
  if (!asked) throw new Refusal('invalid', 'This address is not complete.')
  if ('console' in asked) return 'console'
  const endpoint = await parts.findEndpoint(asked.URLToken)
  const { origin } = new URL(asked.origin)
  if (!endpoint || !parts.mayShow(origin, endpoint.settings))
    throw new Refusal('refused', 'There is nothing to sign on to here.')
  return { endpointId: endpoint.id, origin }
}

/** `GET /sign-on/callback`: the browser is back from the provider. */
export function finishSignOn(parts: SignOnParts): RequestHandler {
  return async (request, response) => {
    response.append('set-cookie', cookie(parts, '', 0)).set('cache-control', 'no-store')
    const journey = readJourney(parts, request)
    const settings = await parts.readSettings()
    if (!journey || !settings) return end(parts, response, { problem: 'over' })
    const person = await whoCame(parts, settings, journey, request)
    if (!person) return end(parts, response, { problem: 'failed' })
    if (journey.for === 'console') return enterConsole(parts, settings, person, response)
    const { endpointId, origin } = journey.for
    if (!mayOpen(settings, person.groups, endpointId)) return end(parts, response, { problem: 'not-allowed' })
    end(parts, response, { badge: await parts.badges.sign(person), origin })
  }
}

async function whoCame(
  { provider, publicUrl, logger }: SignOnParts,
  settings: SignOnSettings,
  journey: Journey,
  request: Request,
): Promise<Person | undefined> {
  const query = new URLSearchParams(request.url.split('?')[1])
  const callback = new URL(`${redirectUri(publicUrl())}?${query}`)
  return provider
    .finish(settings, callback, { ...journey, state: query.get('state') ?? '' })
    .catch((error: unknown) => {
      logger.warn({ error }, 'a sign-on failed')
      return undefined
    })
}

async function enterConsole(
  parts: SignOnParts,
  settings: SignOnSettings,
  person: Person,
  response: Response,
) {
  const role = roleOf(settings, person.groups)
  if (!role || !person.email) return end(parts, response, { problem: 'not-allowed' })
  response.append('set-cookie', await parts.signInAdministrator({ ...person, email: person.email, role }))
  response.redirect(303, `${parts.publicUrl()}/admin/`)
}

/** The values stay in the fragment, out of requests and their logs. */
const end = ({ publicUrl }: SignOnParts, response: Response, outcome: Record<string, string>) =>
  response.redirect(303, `${publicUrl()}/signed-on#${new URLSearchParams(outcome)}`)

/** The journey that this same browser began, while it is not too long ago. */
function readJourney({ secrets }: SignOnParts, { query, headers }: Request): Journey | undefined {
  try {
    const { data } = journeySchema.safeParse(JSON.parse(secrets.open(z.string().parse(query.state))))
    const [, browser = ''] = new RegExp(`(?:^|; )${COOKIE}=([\\w-]{1,100})`).exec(headers.cookie ?? '') ?? []
    const isSame = data && timingSafeEqual(Buffer.from(hashOf(browser)), Buffer.from(data.browser))
    return isSame && data.until > Date.now() ? data : undefined
  } catch {
    return undefined
  }
}

/** Lax, because the browser comes back from another site. */
function cookie({ publicUrl }: SignOnParts, value: string, seconds: number): string {
  const { protocol, pathname } = new URL(`${publicUrl()}/sign-on`)
  const secure = protocol === 'https:' ? '; Secure' : ''
  return `${COOKIE}=${value}; Path=${pathname}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}
