import { z } from 'zod'
import { titled } from './values.ts'

/** Kinds of personal data that can be told in a text and masked. */
const personalKinds = z.enum([
  'card',
  'iban',
  'email',
  'phone',
  'national-id',
  'account',
  'secret',
  'address',
  'postcode',
  'name',
  'birth-date',
  'ip-address',
  'token',
])
export const personalKindSchema = personalKinds.meta(
  titled({
    card: 'Numbers of payment cards',
    iban: 'IBANs',
    email: 'Email addresses',
    phone: 'Phone numbers',
    'national-id': 'National ids, such as social security numbers',
    account: 'Account numbers',
    secret: 'Passwords and codes',
    address: 'Postal addresses',
    postcode: 'Postcodes',
    name: 'Names',
    'birth-date': 'Dates of birth',
    'ip-address': 'IP addresses',
    token: 'Access tokens and keys',
  } satisfies Record<z.infer<typeof personalKinds>, string>),
)
export type PersonalKind = z.infer<typeof personalKindSchema>

export const privacySettingsSchema = z.strictObject({
  kinds: z.array(personalKindSchema).default(personalKindSchema.options).meta({
    title: 'Masked',
    description: 'What is masked before texts reach a language model or are remembered as past replies.',
  }),
  hiddenFromViewers: z.array(personalKindSchema).default([]).meta({
    title: 'Hidden from agents',
    description: 'What agents who look at the copilot do not see either; nothing unless chosen.',
  }),
  retentionDays: z.int().min(1).max(3650).optional().meta({
    title: 'Erased after days',
    description: 'Chats are erased so many days after anything last happened in them; kept where empty.',
  }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('US')
    .meta({
      description: 'Where phone numbers without a country code belong: two letters, such as US or IE.',
    }),
})
export type PrivacySettings = z.infer<typeof privacySettingsSchema>
