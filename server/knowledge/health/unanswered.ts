import type { KnowledgeHealth } from '../../protocol/knowledge.ts'
import type { EventBodyOf } from '../../protocol/session-events.ts'
import type { Database } from '../../storage/database.ts'
import { createPause } from './pauses.ts'

type Unanswered = KnowledgeHealth['unanswered'][number]

export interface UnansweredParts {
  database: Database
  /** Replaces personal data: what one customer wrote is shown to people who never spoke with them. */
  mask: (text: string) => string
  /** Which messages of an endpoint's customers ask for a person, and for nothing that knowledge could tell. */
  personRequests: (endpointId: string) => Promise<(text: string) => boolean>
}

const MOST_SESSIONS = 2_000
const SESSIONS_PER_STATEMENT = 100
const SHOWN_SESSIONS = 5
const LONGEST_QUESTION = 500

/** Where the longer of two questions has this share of the shorter one's words, they are counted as one. */
const SAME = 0.75
const TELLING_WORDS = 4

interface Question {
  text: string
  at: number
  sessionId: string
}

/** What was asked since then, in the latest sessions, that no passage was found for; the most frequent first. */
export async function findUnanswered(
  { database, mask, personRequests }: UnansweredParts,
  endpointId: string,
  since: number,
  limit: number,
  signal: AbortSignal,
): Promise<Unanswered[]> {
  const sessions = await database.kysely
    .selectFrom('sessions')
    .select(['id', 'session_id'])
    .where('endpoint_id', '=', endpointId)
    .where('updated_at', '>=', since)
    .orderBy('updated_at', 'desc')
    .limit(MOST_SESSIONS)
    .execute()
  const asksForPerson = await personRequests(endpointId)
  const questions: Question[] = []
  for (let start = 0; start < sessions.length; start += SESSIONS_PER_STATEMENT) {
    signal.throwIfAborted()
    const some = new Map(
      sessions.slice(start, start + SESSIONS_PER_STATEMENT).map(row => [row.id, row.session_id]),
    )
    questions.push(...(await questionsOf(database, some)))
  }
  const groups = await group(
    questions.filter(({ at, text }) => at >= since && !asksForPerson(text)),
    signal,
  )
  return groups
    .toSorted((one, other) => other.length - one.length || lastOf(other).at - lastOf(one).at)
    .slice(0, limit)
    .map(asked => ({
      question: mask(lastOf(asked).text).slice(0, LONGEST_QUESTION),
      times: asked.length,
      lastAskedAt: lastOf(asked).at,
      sessionIds: [...new Set(asked.map(({ sessionId }) => sessionId))].slice(-SHOWN_SESSIONS),
    }))
}

/** The last word on each of the customers' messages counts: a question may have been answered after all. */
async function questionsOf(database: Database, sessions: Map<string, string>): Promise<Question[]> {
  const keys = [...sessions.keys()]
  const made = await database.kysely
    .selectFrom('events')
    .select(['session_id', 'body'])
    .where('session_id', 'in', keys)
    .where('type', '=', 'suggestions-made')
    .orderBy('session_id')
    .orderBy('seq')
    .execute()
  const lastWord = new Map<string, { key: string; seq: number; isOpen: boolean }>()
  for (const { session_id: key, body } of made) {
    const { for: seq, quiet } = JSON.parse(body) as EventBodyOf<'suggestions-made'>
    lastWord.set(`${key} ${seq}`, { key, seq, isOpen: quiet === 'no-match' })
  }
  const open = [...lastWord.values()].filter(({ isOpen }) => isOpen)
  if (open.length === 0) return []
  const messages = await database.kysely
    .selectFrom('events')
    .select(['session_id', 'seq', 'body'])
    .where(eb => eb.or(open.map(({ key, seq }) => eb.and([eb('session_id', '=', key), eb('seq', '=', seq)]))))
    .execute()
  return messages.flatMap(({ session_id: key, body }) => {
    const { text, at } = JSON.parse(body) as EventBodyOf<'message'>
    return text ? [{ text, at, sessionId: sessions.get(key) ?? '' }] : []
  })
}

/** Oldest first within each group. */
async function group(questions: Question[], signal: AbortSignal): Promise<Question[][]> {
  const pause = createPause(signal)
  const groups: { words: Set<string>; asked: Question[] }[] = []
  for (const question of questions.toSorted((one, other) => one.at - other.at)) {
    await pause()
    const words = new Set(question.text.toLowerCase().match(/[\p{L}\p{N}]+/gu))
    const same = groups.find(other => areAlike(words, other.words))
    if (same) same.asked.push(question)
    else groups.push({ words, asked: [question] })
  }
  return groups.map(({ asked }) => asked)
}

/** Many say more around the same question; a few words have to be the same ones. */
function areAlike(one: Set<string>, other: Set<string>): boolean {
  const shared = one.intersection(other).size
  const fewest = Math.min(one.size, other.size)
  return fewest < TELLING_WORDS ? shared === Math.max(one.size, other.size) : shared >= SAME * fewest
}

const lastOf = (asked: Question[]): Question => asked.at(-1)!
