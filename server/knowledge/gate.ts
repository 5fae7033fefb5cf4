import type { DialogueQuery } from './dialogue-query.ts'
import type { PassageIndex, Ranked } from './passage-index.ts'
import { type Clause, clausesOf, type SpeechAct } from './speech-act.ts'
import { isOfRecord, isPleasantry } from './stop-words.ts'

/*
 * Whether what was found is worth an agent's glance. `support` is the share of what a sentence says that the best
 * passages speak of, by how telling the words are, in the same or in like words.
 */
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
}

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
}

/** A thing must be spoken of this clearly, unless the question itself is covered as well as this. */
const SPOKEN_OF = 0.3
const CLEAR_WITHOUT = 0.6
/** An order or wish in one word ("book it") has it in common with too much. */
const FEWEST_WORDS = 2
/** Passages whose words support. */
const LOOKED_AT = 3
/** A word that no article has may be what customers call something. */
const UNKNOWN = 0.5
/** Where no word is the same, likeness alone is a guess. */
const ONLY_ALIKE = 0.5

/** Why nothing should be shown unasked for a turn, though there may be passages; undefined where they are worth it. */
export function quietReason(
  text: string,
  query: DialogueQuery,
  ranked: readonly Ranked[],
  index: PassageIndex,
): 'small-talk' | 'no-match' | undefined {
  const [best] = ranked
  if (!best) return clausesOf(text).every(({ act }) => act === 'orders') ? 'small-talk' : 'no-match'
  const isCatalogue = index.isOfCatalogue(best.number)
  const limits = isCatalogue ? inCatalogue : inArticles
  const clauses = describing(clausesOf(text))
  // "Yes, please" takes up what was offered, and "how much is it?" what was spoken of.
  if (!query.spelledOut && !isCatalogue) return undefined
  const read = clauses.map(clause => readClause(clause, query, ranked, index, isCatalogue))
  const said = read.filter(({ support }) => support !== undefined)
  const whole = Math.max(0, ...said.map(({ support = 0 }) => support))
  const spokenOf = Math.max(0, ...query.subjects.values())
  const isWorth = read.some(({ act, support, words }) => {
    const supported =
      support ??
      (act === 'asks' && said.length > 0 && !asksForAnything.test(words) ? whole : isCatalogue ? 0 : 1)
    return (
      supported >= limits[act] &&
      (!isCatalogue || spokenOf >= SPOKEN_OF || (act === 'asks' && supported >= CLEAR_WITHOUT))
    )
  })
  if (isWorth) return undefined
  return read.some(({ act }) => act === 'asks' || act === 'asks-for') ? 'no-match' : 'small-talk'
}

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
    .stemsMeant(clause.words)
    .filter(
      stem =>
        !names.has(stem) &&
        !kinds.has(stem) &&
        !index.tokens.isOfAsking(stem) &&
        !index.weights.isForSubject(stem),
    )
    .filter(stem => !isPleasantry(stem))
  const act = isCatalogue && choosesAmong(clause, index) ? 'looks-for' : clause.act
  const isRecord = clause.words.split(' ').some(isOfRecord)
  return {
    act: isCatalogue && act !== 'asks' && stems.length < FEWEST_WORDS ? 'tells' : act,
    support: supportOf(stems, ranked, index, isRecord, isCatalogue ? 1 : UNKNOWN),
    words: clause.words,
  }
}

const asksForAnything = /\b(?:about|information|info|available|details|recommend|suggest)\b/
const asksWhatThereIs = /\b(?:is|are) there\b|\byou (?:have|know of|got)\b|^(?:do|does|have|has) any\b|^any\b/
const pointsBack = /\b(?:it|its|they|them|their)\b|^(?:is|are) (?:this|that|these|those)\b/
const oneOfThem =
  /\b(?:there|get|want|like|need|have|try|find|prefer) (?:me |us |just |to \w+ )?(?:one|ones|another|something|somewhere)\b/

/** "Any cheap hotels?", "a guesthouse with a garden": one of the kind, not the one that is spoken of. */
function choosesAmong({ act, words }: Clause, index: PassageIndex): boolean {
  if (act === 'asks' && (!asksWhatThereIs.test(words) || pointsBack.test(words))) return false
  if (oneOfThem.test(words)) return true
  const list = words.split(' ')
  return list.some((word, place) => {
    if (!/^(?:a|an|any|some|another|one|other|more|different|all)$/.test(word)) return false
    const next = list.slice(place + 1, place + 5)
    const end = next.findIndex(other =>
      /^(?:with|that|in|at|on|for|to|of|is|are|and|the|this|which|from)$/.test(other),
    )
    return index
      .stemsMeant((end < 0 ? next : next.slice(0, end)).join(' '))
      .some(stem => index.kindWords.has(stem) || index.weights.isForSubject(stem))
  })
}

function supportOf(
  stems: readonly string[],
  ranked: readonly Ranked[],
  index: PassageIndex,
  exactly: boolean,
  unknown: number,
): number | undefined {
  const [best] = ranked
  const passages = exactly ? ranked.slice(0, 1) : ranked.slice(0, LOOKED_AT)
  if (stems.length === 0 || !best) return undefined
  const spokenOf = new Set(
    passages.flatMap(({ passage: { title, headings, tags, text } }) =>
      index.stemsOf([title, ...headings, ...tags, text].join('\n')),
    ),
  )
  let supported = 0
  let all = 0
  for (const stem of stems) {
    const weight = index.telling(stem) * (index.has(stem) ? 1 : unknown)
    all += weight
    if (spokenOf.has(stem)) supported += weight
    else if (!exactly) {
      const likeness = index.like(stem).find(([like]) => spokenOf.has(like))?.[1] ?? 0
      supported += weight * likeness
    } else if (!index.has(stem)) return 0
  }
  return (stems.some(stem => spokenOf.has(stem)) ? 1 : ONLY_ALIKE) * (supported / (all || 1))
}
