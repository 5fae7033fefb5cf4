import type { Fact as ToldFact } from '../../server/protocol/assists.ts'
import type { Profile } from '../../server/protocol/values.ts'
import { languageName } from '../locales/languages.ts'
import { texts } from '../locales/texts.ts'
import { duration } from '../locales/times.ts'
import type { HandoverView } from '../session/session-view.ts'

/** A line of what is known: its label and what it says. */
export type Fact = readonly [label: string, value: string]

/** What the customer's bot told in its own words first, then the rest of the profile. */
export function factsOf(profile: Profile): Fact[] {
  const { customer } = texts
  const facts: [string, string | undefined][] = [
    ...Object.entries(profile.properties ?? {}),
    [customer.company, profile.company],
    [customer.caseId, profile.caseId],
    [customer.customerId, profile.customerId],
    [customer.email, profile.email],
    [customer.phone, profile.phone],
    [customer.language, profile.language && languageName(profile.language)],
  ]
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]))
}

/** What the conversation told that the profile does not say already. */
export function toldFacts(told: readonly ToldFact[], known: readonly Fact[]): readonly ToldFact[] {
  const values = new Set(known.map(([, value]) => value.toLowerCase()))
  return told.filter(({ kind, value }) => kind !== 'name' && !values.has(value.toLowerCase()))
}

/** How long the customer stood in the queue before the agent came, as "queued 1:54". */
export function queuedFor({ queuedAt, joinedAt }: HandoverView): string | undefined {
  if (queuedAt === undefined || joinedAt === undefined) return undefined
  return texts.handover.queuedFor(duration(joinedAt - queuedAt))
}
