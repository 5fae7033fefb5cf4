import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { SignOnSettings } from '../protocol/sign-on.ts'

/** A working day. */
const BADGE_SECONDS = 10 * 60 * 60

export interface Badge {
  name: string
  groups: string[]
  /** Milliseconds since the epoch. */
  expiresAt: number
}

const claimsSchema = z.object({ name: z.string(), groups: z.array(z.string()), exp: z.number() })

/**
 * What an agent holds after signing on: our own token with their groups. What the groups may open is decided each time
 * it is shown, so that a change of the settings counts at once.
 */
export class Badges {
  readonly #key: Uint8Array

  constructor(key: Uint8Array) {
    this.#key = key
  }

  sign({ name, groups }: { name: string; groups: string[] }): Promise<string> {
    return new SignJWT({ name, groups })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(Math.floor(Date.now() / 1_000) + BADGE_SECONDS)
      .sign(this.#key)
  }

  async read(badge: string): Promise<Badge | undefined> {
    const payload = await jwtVerify(badge, this.#key, {
      algorithms: ['HS256'],
      requiredClaims: ['exp'],
    }).then(
      verified => verified.payload,
      () => undefined,
    )
    const { data } = claimsSchema.safeParse(payload)
    return data && { name: data.name, groups: data.groups, expiresAt: data.exp * 1_000 }
  }
}

/** Whether one of the groups may open the endpoint's chats. */
export const mayOpen = ({ agents }: SignOnSettings, groups: readonly string[], endpointId: string): boolean =>
  agents.some(
    ({ group, endpointIds }) =>
      groups.includes(group) && (endpointIds === null || endpointIds.includes(endpointId)),
  )

/** The role that the groups give, if any. */
export const roleOf = ({ administrators }: SignOnSettings, groups: readonly string[]) =>
  administrators.find(({ group }) => groups.includes(group))?.role
