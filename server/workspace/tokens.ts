import { decodeProtectedHeader, importSPKI, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { LinkKey } from '../protocol/settings/link-keys.ts'
import { identifierSchema } from '../protocol/values.ts'

/** What a token of the agent's side says. */
export interface AgentToken {
  /** The session that it opens; a token of a panel names none. */
  userId?: string | undefined
  sessionId?: string | undefined
  /** It speaks for a panel, which may look chats up. */
  panel: boolean
  agentName?: string | undefined
  /** Milliseconds since the epoch. */
  expiresAt: number
}

const CLOCK_TOLERANCE_SECONDS = 30

const agentName = z.string().trim().min(1).max(255)
const claimsSchema = z.union([
  z.object({ userId: identifierSchema, sessionId: identifierSchema, name: agentName, exp: z.number() }),
  z.object({ panel: z.literal(true), name: agentName, exp: z.number() }),
])

/**
 * Reads a token that a contact centre signed: a JWT, HS256 or RS256 as its key says, with `exp`, the agent's `name`,
 * and `userId` and `sessionId`, or `panel: true`. `kid` names the key; without one, each of the algorithm is tried.
 */
export async function readSignedToken(
  token: string,
  keys: readonly LinkKey[],
): Promise<AgentToken | undefined> {
  const { alg, kid } = headerOf(token)
  for (const key of keys.filter(({ algorithm, id }) => algorithm === alg && (kid ?? id) === id)) {
    const claims = await verify(token, await keyOf(key), key.algorithm)
    if (claims) return toToken(claims)
  }
  return undefined
}

function headerOf(token: string): { alg?: string | undefined; kid?: string | undefined } {
  try {
    return decodeProtectedHeader(token)
  } catch {
    return {}
  }
}

const keyOf = (key: LinkKey) =>
  key.algorithm === 'HS256' ? new TextEncoder().encode(key.secret) : importSPKI(key.publicKey, 'RS256')

type Key = Parameters<typeof jwtVerify>[1]

async function verify(token: string, key: Key, algorithm: LinkKey['algorithm']): Promise<unknown> {
  const options = {
    algorithms: [algorithm],
    requiredClaims: ['exp'],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
  }
  return jwtVerify(token, key, options).then(
    ({ payload }) => payload,
    () => undefined,
  )
}

function toToken(claims: unknown): AgentToken | undefined {
  const { data } = claimsSchema.safeParse(claims)
  if (!data) return undefined
  const { userId, sessionId } = 'panel' in data ? {} : data
  return {
    userId,
    sessionId,
    panel: 'panel' in data,
    agentName: data.name,
    expiresAt: data.exp * 1_000,
  }
}

export interface PassHolder {
  endpointId: string
  userId: string
  sessionId: string
  agentName?: string | undefined
}

const passSchema = z.object({
  endpointId: z.string(),
  userId: z.string(),
  sessionId: z.string(),
  name: z.string().optional(),
  exp: z.number(),
})

/** What a panel's proof opens while an administrator tries it: one session, under an interaction that 8x8 never had. */
export interface PanelTrial {
  sessionKey: string
  interactionId: string
}

const trialSchema = z.object({ endpointId: z.string(), trialOf: z.string(), interactionId: z.string() })

/** Tokens of this server's own that open one session: for the link that goes to 8x8, for panels, and to try these. */
export class Passes {
  readonly #key: Uint8Array

  constructor(key: Uint8Array) {
    this.#key = key
  }

  sign({ agentName: name, ...session }: PassHolder, seconds: number): Promise<string> {
    return this.#seal({ ...session, ...(name && { name }) }, seconds)
  }

  /** What a pass of this endpoint says; undefined for what is none. */
  async read(token: string, endpointId: string): Promise<AgentToken | undefined> {
    const { data: pass } = passSchema.safeParse(await verify(token, this.#key, 'HS256'))
    if (pass?.endpointId !== endpointId) return undefined
    const { userId, sessionId, name, exp } = pass
    return { userId, sessionId, panel: false, agentName: name, expiresAt: exp * 1_000 }
  }

  /** Stands in the place of a panel key. */
  signTrial(endpointId: string, { sessionKey, interactionId }: PanelTrial, seconds: number): Promise<string> {
    return this.#seal({ endpointId, trialOf: sessionKey, interactionId }, seconds)
  }

  async readTrial(token: string, endpointId: string): Promise<PanelTrial | undefined> {
    const { data: trial } = trialSchema.safeParse(await verify(token, this.#key, 'HS256'))
    if (trial?.endpointId !== endpointId) return undefined
    return { sessionKey: trial.trialOf, interactionId: trial.interactionId }
  }

  #seal(claims: JWTPayload, seconds: number): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
      .sign(this.#key)
  }
}
