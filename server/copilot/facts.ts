import type { Fact } from '../protocol/assists.ts'
import type { Author } from '../protocol/session-events.ts'
import type { Profile } from '../protocol/values.ts'
import type { Conversation, Said } from './conversation.ts'
import { type FactKind, labelFor } from './fact-labels.ts'
import { askedIdentifier, namedIdentifiers } from './identifiers.ts'
import { askedThing, namedThings } from './things.ts'

/** Personal data in a text; `before` is what the other side said right before it. */
export type FindPersonal = (
  text: string,
  before: string,
  country: string,
) => { start: number; end: number; kind: string }[]

export interface FactContext {
  findPersonal: FindPersonal
  profile: Profile
  /** The agent's language. */
  language: string
  /** Where phone numbers without a country code belong: ISO 3166 alpha-2. */
  country: string
}

const MOST_FACTS = 50
const MOST_OF_A_KIND = 5

/** Personal data that an agent has a use for; cards, secrets and identity documents stay where they were said. */
const OF_USE: Record<string, FactKind> = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  address: 'address',
  account: 'account',
}

/**
 * What the conversation tells of the customer, after `known`: who they are and the numbers of what they have, each with the
 * message that said so. What the profile says already is left out, and a fact once found stays.
 */
export function gatherFacts(
  conversation: Conversation,
  known: readonly Fact[],
  context: FactContext,
): readonly Fact[] {
  const found = conversation.flatMap((said, index) =>
    rememberedFacts(said, wordsBefore(conversation, index), context).map(({ kind, value }) => ({
      kind,
      label: labelFor(kind, context.language),
      value,
      seq: said.seq,
    })),
  )
  return addFacts(known, found, context.profile)
}

/** The known facts with those of `found` that are new; the same list where none is. */
export function addFacts(known: readonly Fact[], found: readonly Fact[], profile: Profile): readonly Fact[] {
  const facts = [...known]
  const seen = new Set([...known.map(keyOf), ...profileKeys(profile)])
  for (const fact of found) {
    const isFull = facts.filter(({ kind }) => kind === fact.kind).length >= MOST_OF_A_KIND
    if (seen.has(keyOf(fact)) || isFull || facts.length >= MOST_FACTS) continue
    seen.add(keyOf(fact))
    facts.push(fact)
  }
  return facts.length > known.length ? facts : known
}

type Found = Pick<Fact, 'kind' | 'value'>

const MOST_REMEMBERED = 2_000
const LONGEST_REMEMBERED = 1_000
const remembered = new WeakMap<FindPersonal, Map<string, readonly Found[]>>()

/** The last messages are looked at again with each new one, so what they tell is remembered. */
function rememberedFacts(said: Said, before: string, context: FactContext): readonly Found[] {
  const messages = remembered.get(context.findPersonal) ?? new Map<string, readonly Found[]>()
  remembered.set(context.findPersonal, messages)
  const key = [said.from, context.country, before, said.text].join('\n')
  const known = messages.get(key)
  if (known) return known
  const found = factsOf(said, before, context)
  if (messages.size >= MOST_REMEMBERED) messages.clear()
  if (key.length <= LONGEST_REMEMBERED) messages.set(key, found)
  return found
}

/** What an agent says tells numbers of cases and orders, never who the customer is. */
function factsOf({ text, from }: Said, before: string, { findPersonal, country }: FactContext): Found[] {
  const named = namedIdentifiers(text)
  if (from === 'agent') return named.filter(({ kind }) => kind !== 'account')
  if (from !== 'customer') return []
  const identifiers = [...named, ...askedIdentifier(text, before)]
  const personal = findPersonal(text, before, country).flatMap(({ start, end, kind }): Found[] => {
    const ofUse = Object.hasOwn(OF_USE, kind) ? OF_USE[kind] : undefined
    const value = text.slice(start, end).trim()
    // A number that was called an order's is no account's.
    const isNamed = identifiers.some(one => plain(one.value).includes(plain(value)))
    return ofUse && !isNamed && value.length <= 200 ? [{ kind: ofUse, value }] : []
  })
  const things = distinct([...namedThings(text), ...askedThing(text, before)])
  const people = personal.filter(
    ({ value }) => !things.some(thing => plain(thing.value).includes(plain(value))),
  )
  return [...people, ...identifiers, ...things, ...datesOf(text)]
}

/** "Brightwater" within "Brightwater Ltd" is the same. */
const distinct = (things: readonly Found[]): Found[] =>
  things.filter(
    (one, place) =>
      !things.some(
        (other, index) =>
          index !== place &&
          other.kind === one.kind &&
          plain(other.value).includes(plain(one.value)) &&
          (index < place || plain(other.value) !== plain(one.value)),
      ),
  )

const MONTHS =
  'jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|m[äa]rz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|janvier|f[ée]vrier|mars|avril|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre'

/** A day of a month, in figures or words. */
const DATE = new RegExp(
  `\\b\\d{4}-\\d{2}-\\d{2}\\b|\\b\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}\\b|\\b\\d{1,2}(?:st|nd|rd|th|\\.|er)?(?: of| de)? (?:${MONTHS})\\b(?:,? (?:de )?\\d{4})?|\\b(?:${MONTHS}) \\d{1,2}(?:st|nd|rd|th)?\\b(?:,? \\d{4})?|\\d{1,2}月\\d{1,2}日`,
  'giu',
)

const datesOf = (text: string): Found[] =>
  [...text.matchAll(DATE)].map(([value]) => ({ kind: 'date', value }))

/** What the other side said last. */
function wordsBefore(conversation: Conversation, index: number): string {
  const isCustomer = (author: Author | undefined) => author === 'customer'
  const said = conversation[index]
  const other = conversation
    .slice(Math.max(0, index - 4), index)
    .findLast(({ from }) => isCustomer(from) !== isCustomer(said?.from))
  return other?.text ?? ''
}

function profileKeys({
  name,
  email,
  phone,
  company,
  caseId,
  customerId,
  properties = {},
}: Profile): string[] {
  const said: [FactKind, string | undefined][] = [
    ['name', name],
    ['email', email],
    ['phone', phone],
    ['company', company],
    ['case', caseId],
    ['account', customerId],
  ]
  const known = said.flatMap(([kind, value]) => (value ? keyOf({ kind, value }) : []))
  const others = Object.values(properties).flatMap(value =>
    (['address', 'account', 'order', 'case'] as const).map(kind => keyOf({ kind, value })),
  )
  return [...known, ...others]
}

const keyOf = ({ kind, value }: Pick<Fact, 'kind' | 'value'>) => `${kind} ${plain(value)}`

const plain = (value: string) => value.toLowerCase().replaceAll(/[^\p{L}\p{N}@]/gu, '')
