import { z } from 'zod'
import { instantSchema } from './values.ts'

/*
 * Who may do what over `/api/v1`. An administrator signs in and has a role; a program has a key with scopes.
 */

export const SCOPES = [
  'administrators:read',
  'administrators:write',
  'keys:read',
  'keys:write',
  'audit:read',
  'endpoints:read',
  'endpoints:write',
  'connections:read',
  'connections:write',
  'knowledge:read',
  'knowledge:write',
  'sessions:read',
  'sessions:write',
  'ingest:write',
  'analytics:read',
  'privacy:write',
  'system:read',
] as const

export const scopeSchema = z
  .enum(SCOPES)
  .meta({ id: 'Scope', description: 'What a caller may read or write. Writing does not include reading.' })
export type Scope = z.infer<typeof scopeSchema>

/** What a program may be given: never the power to make itself others. */
export const GRANTABLE_SCOPES = SCOPES.filter(scope => !/^(administrators|keys):/.test(scope))

export const roleSchema = z.enum(['owner', 'admin', 'viewer']).meta({
  id: 'Role',
  description:
    'owner: everything. admin: everything but changing who administrates. viewer: reads all but administrators, keys and the audit log.',
})
export type Role = z.infer<typeof roleSchema>

const UNSEEN_BY_VIEWERS: readonly Scope[] = ['administrators:read', 'keys:read', 'audit:read']

/** What each role may do. */
export const SCOPES_OF_ROLE: Record<Role, readonly Scope[]> = {
  owner: SCOPES,
  admin: SCOPES.filter(scope => scope !== 'administrators:write'),
  viewer: SCOPES.filter(scope => scope.endsWith(':read') && !UNSEEN_BY_VIEWERS.includes(scope)),
}

/** How every refusal over HTTP looks (RFC 9457). */
export const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What happened and what to do, in a sentence.' }),
    errors: z
      .array(z.strictObject({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'What is wrong with which field.' }),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problemSchema>

/** Identifier of an endpoint or a connection, chosen by an administrator. */
export const slugSchema = z.string().regex(/^[a-z0-9-]{1,64}$/, 'must be 1 to 64 of a-z, 0-9 and -')

const idSchema = z.uuid()
const emailSchema = z.email().max(254).toLowerCase()
const nameSchema = z.string().trim().min(1).max(255)

const PASSWORD_LENGTH = { min: 12, max: 256 }
const DISTINCT_CHARACTERS = 5

/** A new password; long rather than strange (NIST SP 800-63B). */
export const passwordSchema = z
  .string()
  .min(PASSWORD_LENGTH.min)
  .max(PASSWORD_LENGTH.max)
  .refine(password => new Set(password).size >= DISTINCT_CHARACTERS, 'is too easy to guess')

export const administratorSchema = z
  .strictObject({
    id: idSchema,
    email: z.string(),
    name: z.string(),
    role: roleSchema,
    status: z
      .enum(['active', 'invited'])
      .meta({ description: 'Invited administrators have no password yet.' }),
    createdAt: instantSchema,
    lastSignedInAt: instantSchema.nullable(),
  })
  .meta({ id: 'Administrator' })
export type Administrator = z.infer<typeof administratorSchema>

export const newAdministratorSchema = z.strictObject({
  email: emailSchema,
  name: nameSchema,
  role: roleSchema,
})
export const administratorChangesSchema = z.strictObject({ name: nameSchema, role: roleSchema })

/** A link that lets its holder set a password, once. Shown once. */
export const oneTimeLinkSchema = z
  .strictObject({ link: z.string(), expiresAt: instantSchema })
  .meta({ id: 'OneTimeLink' })

const oneTimeToken = z.string().min(20).max(200)

export const setupSchema = z.strictObject({
  token: oneTimeToken.meta({ description: 'From the link that the server printed at its first start.' }),
  email: emailSchema,
  name: nameSchema,
  password: passwordSchema,
})
export const setPasswordSchema = z.strictObject({ token: oneTimeToken, password: passwordSchema })
export const changePasswordSchema = z.strictObject({
  password: z.string().max(PASSWORD_LENGTH.max),
  newPassword: passwordSchema,
})
export const signInSchema = z.strictObject({
  email: z.string().max(254),
  password: z.string().max(PASSWORD_LENGTH.max),
})

/** Who is signed in, or whose key it is, and what they may do. */
export const callerSchema = z
  .strictObject({
    kind: z.enum(['administrator', 'key']),
    id: z.string(),
    name: z.string(),
    role: roleSchema.optional(),
    scopes: z.array(scopeSchema),
    endpointIds: z.array(slugSchema).nullable().meta({ description: 'null: every endpoint.' }),
  })
  .meta({ id: 'Caller' })

export const apiKeySchema = z
  .strictObject({
    id: idSchema,
    name: z.string(),
    beginsWith: z.string().meta({ description: 'The first characters, to tell keys apart.' }),
    scopes: z.array(scopeSchema),
    endpointIds: z.array(slugSchema).nullable().meta({ description: 'null: every endpoint.' }),
    expiresAt: instantSchema.nullable(),
    createdAt: instantSchema,
    lastUsedAt: instantSchema.nullable(),
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof apiKeySchema>

export const newApiKeySchema = z.strictObject({
  name: nameSchema,
  scopes: z.array(z.enum(GRANTABLE_SCOPES)).min(1).max(SCOPES.length),
  endpointIds: z
    .array(slugSchema)
    .min(1)
    .max(1_000)
    .nullable()
    .default(null)
    .meta({ description: 'The endpoints that the key may reach; null for every one.' }),
  expiresAt: instantSchema.nullable().default(null),
})

/** A new key: `secret` goes into `Authorization: Bearer …` and is shown this once. */
export const issuedApiKeySchema = z
  .strictObject({ key: apiKeySchema, secret: z.string() })
  .meta({ id: 'IssuedApiKey' })

export const auditEntrySchema = z
  .strictObject({
    id: z.string(),
    at: instantSchema,
    by: z.strictObject({
      kind: z.enum(['administrator', 'key', 'nobody', 'server']),
      id: z.string().nullable(),
      name: z.string(),
    }),
    act: z.string().meta({ description: 'The operationId, for instance updateEndpoint.' }),
    target: z.record(z.string(), z.string()),
    outcome: z
      .enum(['begun', 'done', 'refused', 'failed'])
      .meta({ description: 'begun: the server ended before it was over.' }),
    detail: z.record(z.string(), z.json()),
    address: z.string(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof auditEntrySchema>
