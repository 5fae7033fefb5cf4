import { z } from 'zod'
import { SECRET } from './values.ts'

const keyId = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/)

/** A key that signs links to the copilot: `id` is the token's `kid`. Several of them make room for rotation. */
export const linkKeySchema = z.discriminatedUnion('algorithm', [
  z.strictObject({
    id: keyId,
    algorithm: z.literal('HS256').meta({ title: 'HS256: a shared secret' }),
    secret: z.string().min(32).max(512).meta(SECRET),
  }),
  z.strictObject({
    id: keyId,
    algorithm: z.literal('RS256').meta({ title: 'RS256: a public key' }),
    /** SPKI in PEM, of 2048 bits or more. */
    publicKey: z
      .string()
      .max(4000)
      .regex(
        /^-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----\s*$/,
        'must be SPKI in PEM',
      ),
  }),
])
export type LinkKey = z.infer<typeof linkKeySchema>
