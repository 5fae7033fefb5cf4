import type { Profile } from '../../server/protocol/values.ts'
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

/** How long the customer stood in the queue before the agent came, as "queued 1:54". */
export function queuedFor({ queuedAt, joinedAt }: HandoverView): string | undefined {
  if (queuedAt === undefined || joinedAt === undefined) return undefined
  return texts.handover.queuedFor(duration(joinedAt - queuedAt))
}

function languageName(tag: string) {
  try {
    return new Intl.DisplayNames(texts.locale, { type: 'language' }).of(tag)
  } catch {
    return tag
  }
}
