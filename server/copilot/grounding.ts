import type { Claim, Evidence } from '../protocol/assists.ts'
import { judgePromises } from './grounding/judge-promises.ts'
import { judgeStatement } from './grounding/judge-statement.ts'
import { judgeSwaps } from './grounding/judge-swaps.ts'
import { type Reading, readSource } from './grounding/reading.ts'

/** What a text may rest on: a passage of knowledge or a message of the chat. */
export interface Source {
  evidence: Evidence
  text: string
}

/** Longer sources are read up to here, in characters. */
const MAX_SOURCE_LENGTH = 20_000
const MAX_SOURCES = 60
const MAX_DRAFT_LENGTH = 20_000
const MAX_CLAIMS = 200

/**
 * Finds what a text states that can be checked (numbers, money, dates, times, durations, names, addresses, links,
 * identifiers, promises) and where its sources say so. A claim without evidence is said by none of them; `instead`
 * is what the nearest source says there. Claims come in order and do not overlap. Works for English, German,
 * French, Spanish, Japanese and Arabic, also where draft and source differ in language; numbers, dates, links and
 * the like for every language.
 */
export function ground(text: string, sources: readonly Source[]): Claim[] {
  const readings = sources.slice(0, MAX_SOURCES).map(({ evidence, text: said }) => ({
    evidence,
    reading: readAgain(said.slice(0, MAX_SOURCE_LENGTH)),
  }))
  const draft: Reading = readSource(text.slice(0, MAX_DRAFT_LENGTH))
  const stated = draft.statements
    .slice(0, MAX_CLAIMS)
    .flatMap(statement => judgeStatement(draft, statement, readings))
  return [...judgePromises(draft, readings), ...judgeSwaps(draft, readings)]
    .reduce((claims, promise) => [...claims, ...beside(promise, claims, text)], stated)
    .sort((one, other) => one.start - other.start)
}

/** The longest stretch of a claim that no other claim speaks of. */
function beside(claim: Claim, others: readonly Claim[], text: string): Claim[] {
  const taken = others
    .filter(other => other.start < claim.end && claim.start < other.end)
    .sort((one, other) => one.start - other.start)
  const edges = [claim.start, ...taken.flatMap(({ start, end }) => [start, end]), claim.end]
  const stretches = edges.flatMap((start, index) => {
    const end = edges[index + 1] ?? start
    return index % 2 === 0 ? [trimmed(text, start, end)] : []
  })
  const longest = stretches.reduce((one, other) =>
    other.end - other.start > one.end - one.start ? other : one,
  )
  return longest.end - longest.start > 1 ? [{ ...claim, ...longest }] : []
}

function trimmed(text: string, start: number, end: number) {
  const said = text.slice(start, end)
  return {
    start: start + (/^[\s\p{P}]*/u.exec(said)?.[0].length ?? 0),
    end: start + said.replace(/[\s\p{P}]+$/u, '').length,
  }
}

const MAX_REMEMBERED = 1_000
const LONGEST_REMEMBERED = 2_000
const remembered = new Map<string, Reading>()

/** Passages and messages are cited again and again, and to read one takes longer than to look for a claim in it. */
function readAgain(text: string): Reading {
  const known = remembered.get(text)
  if (known) return known
  const reading = readSource(text)
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  if (text.length <= LONGEST_REMEMBERED) remembered.set(text, reading)
  return reading
}
