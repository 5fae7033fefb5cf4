import { z } from 'zod'
import { instantSchema } from './values.ts'

/*
 * The live-agent door: an integration's own app token and OAuth tokens beside, or instead of, 8x8's signature.
 * `clientid` is spelled as those who call it spell it; `client_id` is RFC 6749's.
 */

const credential = z.string().min(1).max(512)

const client = {
  clientid: credential.optional(),
  client_id: credential.optional(),
}

/** `POST /tenant-users/oauth2/token`; what else a client sends, such as a scope, changes nothing. */
export const tokenRequestSchema = z.discriminatedUnion('grant_type', [
  z.object({ ...client, grant_type: z.literal('password'), username: credential, password: credential }),
  z.object({ ...client, grant_type: z.literal('refresh_token'), refresh_token: credential }),
])
export type TokenRequest = z.infer<typeof tokenRequestSchema>

/** RFC 6749 §5.1, and once more under `values`, where some clients look for it. */
export interface TokenAnswer extends TokenValues {
  values: TokenValues
}

interface TokenValues {
  access_token: string
  refresh_token: string
  token_type: 'bearer'
  /** Seconds. */
  expires_in: number
}

/** RFC 6749 §5.2. */
export interface TokenRefusal {
  error: 'invalid_request' | 'invalid_client' | 'invalid_grant' | 'unsupported_grant_type'
  error_description: string
}

/** With which an integration asks for its tokens. */
export const liveAgentLoginSchema = z.strictObject({
  username: z.string().trim().min(1).max(255),
  password: z.string().min(16).max(256),
})

export const rotateAppTokenSchema = z.strictObject({
  overlapHours: z
    .number()
    .min(0)
    .max(24 * 90)
    .default(0)
    .meta({ description: 'How long the token before stays good beside the new one.' }),
})

/** A new app token; it is shown this once. */
export const issuedAppTokenSchema = z.strictObject({ appToken: z.string() }).meta({ id: 'IssuedAppToken' })

export const liveAgentAccessSchema = z
  .strictObject({
    callbackUrl: z.string().meta({ description: 'Where 8x8, or its load balancer, posts events.' }),
    tokenUrl: z.string().meta({ description: 'Where it asks for tokens.' }),
    username: z.string().nullable().meta({ description: 'null: the door is closed for this connection.' }),
    appTokens: z.array(
      z.strictObject({
        beginsWith: z.string(),
        createdAt: instantSchema,
        expiresAt: instantSchema.nullable().meta({ description: 'Set once a newer one took its place.' }),
      }),
    ),
  })
  .meta({ id: 'LiveAgentAccess' })
