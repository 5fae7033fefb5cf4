import { z } from 'zod'
import { roleSchema, slugSchema } from './administration.ts'

/*
 * Single sign-on by OpenID Connect, for agents whose endpoint has the policy `sso` and for administrators.
 */

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

const issuerSchema = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine(issuer => issuer.startsWith('https:') || LOOPBACK.has(new URL(issuer).hostname), 'must be https')

const group = z.string().min(1).max(255)

/** How the provider is reached and what its groups may do here. */
export const signOnSettingsSchema = z
  .strictObject({
    issuer: issuerSchema.meta({ description: 'Its discovery document is read from below this address.' }),
    clientId: z.string().min(1).max(512),
    clientSecret: z
      .string()
      .min(1)
      .max(2000)
      .optional()
      .meta({ description: 'Left out, the one that was set before stays. Public clients have none.' }),
    scope: z
      .string()
      .max(500)
      .regex(/\bopenid\b/, 'must contain openid')
      .default('openid profile email'),
    groupsClaim: z.string().min(1).max(255).default('groups'),
    agents: z
      .array(
        z.strictObject({
          group,
          endpointIds: z
            .array(slugSchema)
            .min(1)
            .max(1_000)
            .nullable()
            .meta({ description: 'The endpoints whose chats the group may open; null for every one.' }),
        }),
      )
      .max(500)
      .default([]),
    administrators: z
      .array(z.strictObject({ group, role: roleSchema }))
      .max(50)
      .default([])
      .meta({
        description:
          'The role at the first sign-in; later it is changed like anybody’s. The first match counts.',
      }),
  })
  .meta({ id: 'SignOnSettings' })
export type SignOnSettings = z.infer<typeof signOnSettingsSchema>

/** The settings without the secret, and the address that the provider has to allow. */
export const shownSignOnSettingsSchema = z
  .strictObject({
    settings: signOnSettingsSchema.omit({ clientSecret: true }).nullable(),
    hasSecret: z.boolean(),
    redirectUri: z.string(),
  })
  .meta({ id: 'ShownSignOnSettings' })

export const signOnCheckSchema = z
  .strictObject({ ok: z.boolean(), detail: z.string() })
  .meta({ id: 'SignOnCheck' })

/** `GET /sign-on`: for an agent the endpoint and the page that waits for the badge, for an administrator `console`. */
export const signOnRequestSchema = z.union([
  z.strictObject({ URLToken: z.string().min(1).max(256), origin: z.url({ protocol: /^https?$/ }).max(300) }),
  z.strictObject({ console: z.literal('yes') }),
])

/** What the page that ends a sign-on posts to the one that opened it. */
export interface SignedOn {
  type: 'agent-copilot-signed-on'
  badge: string
}
