import type { Claim } from '../protocol/assists.ts'
import type { Author } from '../protocol/session-events.ts'

/** What only the company may say first. */
const OF_THE_COMPANY: Claim['kind'][] = ['link', 'promise']

/**
 * A customer may write any address and claim any promise, and a model may be talked into repeating it: for those, only
 * what the company itself has said or written is evidence.
 */
export function cautiousClaims(claims: Claim[], dialogue: { seq: number; from: Author }[]): Claim[] {
  const ofCustomer = new Set(dialogue.flatMap(({ seq, from }) => (from === 'customer' ? seq : [])))
  return claims.map(claim =>
    OF_THE_COMPANY.includes(claim.kind)
      ? { ...claim, evidence: claim.evidence.filter(found => !('seq' in found && ofCustomer.has(found.seq))) }
      : claim,
  )
}
