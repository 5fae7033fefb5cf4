import { type PersonalKind, personalKindSchema } from '../protocol/settings/privacy.ts'

const words = {
  card: 'card',
  iban: 'IBAN',
  email: 'email',
  phone: 'phone',
  'national-id': 'national id',
  account: 'account',
  secret: 'secret',
  address: 'address',
  postcode: 'postcode',
  name: 'name',
  'birth-date': 'birth date',
  'ip-address': 'IP address',
  token: 'token',
} satisfies Record<PersonalKind, string>

const names = personalKindSchema.options.map(kind => words[kind]).join('|')
/** A model may change case and spaces of what it was given. */
export const PLACEHOLDER = new RegExp(String.raw`\[ ?(${names}) ?(\d{1,6}) ?\]`, 'giu')

export const placeholderOf = (kind: PersonalKind, number: number): string => `[${words[kind]} ${number}]`

/** What stands for personal data that is not shown. */
export const hiddenOf = (kind: PersonalKind): string => `[${words[kind]} hidden]`

/** What `hiddenOf` has put into a text. */
export const HIDDEN = new RegExp(String.raw`\[(?:${names}) hidden\]`, 'gu')

export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([found]) => found)
