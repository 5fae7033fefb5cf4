import { answersQuestion } from './answering.ts'
import { chooses } from './choosing.ts'
import type { DialogueQuery } from './dialogue-query.ts'
import type { Dialogue } from './knowledge.ts'
import type { PassageIndex, Ranked } from './passage-index.ts'
import { type Clause, clausesOf, type SpeechAct } from './speech-act.ts'
import { isOfRecord, isPleasantry, isValue } from './stop-words.ts'
import { isTitled, supportOf } from './support.ts'

/** What must be supported of what a sentence says, by what is done with it, so that what was found is worth a glance. */
type Support = Readonly<Record<SpeechAct, number>>

const NEVER = Number.POSITIVE_INFINITY

/** In articles, what somebody tells may be the problem that an article solves. */
const inArticles: Support = {
  asks: 0.25,
  'asks-for': 0.35,
  orders: 0.35,
  wishes: 0.35,
  'looks-for': 0.35,
  tells: 0.4,
  'keeps-contact': NEVER,
}

/** The answer to a question of the other side is seldom one itself. */
const inAnswers: Support = { ...inArticles, tells: 0.7 }

/**
 * Where the knowledge tells much of many things of one kind, an order, a choice among them or the answer to the
 * agent's question has words in common with all of them and is no question about any.
 */
const inCatalogue: Support = {
  asks: 0.12,
  'asks-for': 0.7,
  orders: NEVER,
  wishes: 0.75,
  'looks-for': NEVER,
  tells: NEVER,
  'keeps-contact': NEVER,
}

/** A thing must be spoken of this clearly, unless the question itself is covered as well as this. */
const SPOKEN_OF = 0.3
const CLEAR_WITHOUT = 0.6
/** An order or wish in one word ("book it") has it in common with too much. */
const FEWEST_WORDS = 2
/** A word that no article has may be what customers call something. */
const UNKNOWN = 0.5

/** Why nothing should be shown unasked for a turn, though there may be passages; undefined where they are worth it. */
export function quietReason(
  dialogue: Dialogue,
  query: DialogueQuery,
  ranked: readonly Ranked[],
  index: PassageIndex,
): 'small-talk' | 'no-match' | undefined {
  const text = dialogue.turns.at(-1)?.text ?? ''
  const [best] = ranked
  if (!best) return clausesOf(text).every(({ act }) => act === 'orders') ? 'small-talk' : 'no-match'
  const isCatalogue = index.isOfCatalogue(best.number)
  // "Yes, please" takes up what was offered, and "how much is it?" what was spoken of.
  if (!query.spelledOut && !isCatalogue) {
    const support = supportOf(query.asked, ranked, index, { unknown: UNKNOWN }) ?? 0
    return support >= inArticles.asks ? undefined : 'small-talk'
  }
  const limits = isCatalogue ? inCatalogue : answersQuestion(dialogue) ? inAnswers : inArticles
  const read = describing(clausesOf(text)).map(clause =>
    readClause(clause, query, ranked, index, isCatalogue),
  )
  const said = read.filter(({ support }) => support !== undefined)
  const whole = Math.max(0, ...said.map(({ support = 0 }) => support))
  const spokenOf = Math.max(0, ...query.subjects.values())
  // "Could you tell me?" asks what the sentences beside it say; alone it asks for all there is on what is spoken of.
  const ofNothingSaid = (act: SpeechAct, words: string) => {
    if (act === 'asks' && said.length > 0 && !asksForAnything.test(words)) return whole
    return isCatalogue || !asks(act) ? 0 : 1
  }
  const isWorth = read.some(clause => {
    const { act, support = ofNothingSaid(act, clause.words) } = clause
    return (
      support >= limits[act] &&
      (!isCatalogue || spokenOf >= SPOKEN_OF || (act === 'asks' && support >= CLEAR_WITHOUT))
    )
  })
  if (isWorth) return undefined
  return read.some(({ act }) => asks(act)) ? 'no-match' : 'small-talk'
}

const asks = (act: SpeechAct) => act === 'asks' || act === 'asks-for'

/** "I'm looking for a place in the south. I need it quiet": a wish beside it tells what is looked for. */
const describing = (clauses: readonly Clause[]): readonly Clause[] =>
  clauses.some(({ act }) => act === 'looks-for')
    ? clauses.map(({ act, words }) => ({ act: act === 'wishes' ? 'looks-for' : act, words }))
    : clauses

/** What is done with a clause and how well it is supported; undefined where it says nothing but names and asking. */
function readClause(
  clause: Clause,
  query: DialogueQuery,
  ranked: readonly Ranked[],
  index: PassageIndex,
  isCatalogue: boolean,
): { act: SpeechAct; support: number | undefined; words: string } {
  const names = new Set(query.said.filter(stem => !query.asked.includes(stem)))
  const kinds = isCatalogue ? index.kindWords : new Set<string>()
  const stems = index
    .stemsMeant(withoutValues(clause.words))
    .filter(
      stem =>
        !names.has(stem) &&
        !kinds.has(stem) &&
        !index.tokens.isOfAsking(stem) &&
        !index.weights.isForSubject(stem),
    )
    .filter(stem => !isPleasantry(stem))
  const { words } = clause
  const isAlone = stems.length < FEWEST_WORDS
  if (isCatalogue) {
    const act = chooses(clause, index) ? 'looks-for' : clause.act
    const exactly = words.split(' ').some(isOfRecord)
    return {
      act: act !== 'asks' && isAlone ? 'tells' : act,
      support: supportOf(stems, ranked, index, { exactly, unknown: 1 }),
      words,
    }
  }
  // "Brilliant, that worked": one word of what somebody tells is in some article.
  const isChance = clause.act === 'tells' && isAlone && !stems.some(stem => isTitled(stem, ranked, index))
  return {
    act: clause.act,
    support: isChance ? 0 : supportOf(stems, ranked, index, { unknown: UNKNOWN }),
    words,
  }
}

const withoutValues = (words: string) =>
  words
    .split(' ')
    .filter(word => !isValue(word))
    .join(' ')

const asksForAnything = /\b(?:about|information|info|available|details|recommend|suggest)\b/
