import type { Claim } from '../../protocol/assists.ts'
import { stemOf } from './content.ts'
import { belongsToAnother } from './labels.ts'
import { topics } from './promise-words.ts'
import { type Commitment, negationsOf } from './promises.ts'
import { type Part, quote, type Reading, type ReadSource, sentenceAt } from './reading.ts'
import { fitsBetter, likeness, surroundingsOf } from './surroundings.ts'

/** What a draft promises or denies, and whether its sources do; what is said for sure comes first, and may overlap. */
export function judgePromises(draft: Reading, sources: readonly ReadSource[]): Claim[] {
  return [
    ...draft.commitments.flatMap(commitment => judgeCommitment(draft, commitment, sources)),
    ...judgeDenials(draft, sources),
    ...draft.sentences.flatMap(sentence => judgeUndertaking(draft, sentence, sources)),
  ]
}

function judgeCommitment(draft: Reading, commitment: Commitment, sources: readonly ReadSource[]): Claim[] {
  const { start, end, topic, isDenied, isWeak } = commitment
  if (isQuestion(draft, start) || isCondition(draft, start)) return []
  const place = { start, end, kind: 'promise' as const }
  const own = clauseAt(draft, start)
  const about = sources.flatMap(({ evidence, reading }) =>
    reading.commitments
      .filter(
        other =>
          isSaid(reading, other) &&
          (other.topic === topic || (!isDenied && amountsTo(topic, other))) &&
          (!isWeak || speakOfTheSame(draft, commitment, reading, other)),
      )
      .map(other => ({ evidence, reading, other: asAnswered(reading, other) })),
  )
  const direct = about.filter(({ other }) => other.topic === topic)
  const contested = direct.length === 0 && new Set(about.map(({ other }) => other.isDenied)).size > 1
  const saying = contested ? [] : about.filter(({ other }) => other.isDenied === isDenied)
  if (saying.length > 0) {
    const elsewhere = saidOfSomethingElse(draft, commitment, saying, sources)
    if (elsewhere) return [{ ...place, evidence: [], instead: elsewhere }]
    if (isWeak) return []
    return [{ ...place, evidence: [...new Set(saying.map(({ evidence }) => evidence))] }]
  }
  const [opposite] = about
  // To deny what no source speaks of promises nothing, and an ordinary word promises little.
  if (!opposite && (isDenied || isWeak)) return []
  if (isDenied && own && sources.some(({ reading }) => deniesInShort(own, reading))) return []
  const echoing = opposite ? [] : sources.filter(({ reading }) => echoes(draft, commitment, reading))
  if (echoing.length > 0) return [{ ...place, evidence: echoing.map(({ evidence }) => evidence) }]
  const instead = opposite && sentenceAt(opposite.reading, opposite.other.start)
  return [
    { ...place, evidence: [], ...(instead && opposite && { instead: quote(opposite.reading, instead) }) },
  ]
}

/** What a source says of the thing that the draft calls free, where only other things are. */
function saidOfSomethingElse(
  draft: Reading,
  commitment: Commitment,
  saying: readonly { reading: Reading; other: Commitment }[],
  sources: readonly ReadSource[],
): string | undefined {
  if (!/^(?:free of charge|included)$/.test(commitment.topic) || commitment.isDenied) return undefined
  const around = surroundingsOf(draft, commitment)
  const nearest = <Found extends { reading: Reading; other: Place }>(found: readonly Found[]) =>
    found
      .map(one => ({ ...one, around: surroundingsOf(one.reading, one.other) }))
      .map(one => ({ ...one, likeness: likeness(around, one.around) }))
      .reduce((one, other) => (other.likeness > one.likeness ? other : one))
  const prices = sources.flatMap(({ reading }) =>
    [
      ...reading.statements.filter(({ means }) => means.of === 'money' && (means.values[0] ?? 0) > 0),
      ...reading.commitments.filter(({ topic, isDenied }) => topic === 'free of charge' && isDenied),
    ].map(other => ({ reading, other: other as Place })),
  )
  if (prices.length === 0) return undefined
  const [price, gift] = [nearest(prices), nearest(saying)]
  const isElsewhere =
    fitsBetter(around, price.around, gift.around) ||
    belongsToAnother(
      { reading: draft, place: commitment },
      { reading: price.reading, place: price.other },
      { reading: gift.reading, place: gift.other },
    )
  return isElsewhere
    ? quote(price.reading, sentenceAt(price.reading, price.other.start) ?? price.other)
    : undefined
}

type Place = Pick<Commitment, 'start' | 'end'>

/** What is included costs nothing, and a guarantee covers. */
const amountsTo = (topic: string, { topic: other, isDenied }: Commitment) =>
  // A fee for one thing leaves another one included.
  equivalents.get(topic)?.includes(other) === true && !(topic === 'included' && isDenied)

const equivalents = new Map([
  ['free of charge', ['included', 'waiver', 'gift']],
  ['included', ['free of charge', 'gift']],
  ['waiver', ['free of charge']],
  ['gift', ['free of charge']],
  ['covered', ['guarantee', 'included']],
  ['guarantee', ['covered']],
])

const clauseAt = ({ parts }: Reading, place: number) =>
  parts.find(({ start, end }) => start <= place && place < end)

/** A sentence that speaks of the same things may say in other words what the draft promises. */
function echoes(draft: Reading, { start, end, topic }: Commitment, reading: Reading): boolean {
  const { echo, isOrdinary } = topics.find(({ name }) => name === topic) ?? {}
  if (!echo && !isOrdinary) return false
  const own = draft.sentences.find(one => one.start <= start && start < one.end)
  const around = new Set(
    own?.content.filter(word => word.end <= start || word.start >= end).map(({ stem }) => stem),
  )
  return reading.sentences.some(other => {
    const common = other.content.filter(({ stem }) => around.has(stem))
    const isAlike = common.length >= ALIKE_WORDS || common.some(({ stem }) => /\d{2}/.test(stem))
    return isAlike && (isOrdinary || echo?.test(reading.folded.slice(other.start, other.end)))
  })
}
const ALIKE_WORDS = 2
const MUCH_IN_COMMON = 0.5

/** Clauses of which one says much of the other besides the word that they are compared by. */
function speakOfTheSame(draft: Reading, one: Commitment, reading: Reading, other: Commitment): boolean {
  const own = clauseAt(draft, one.start)
  const theirs = clauseAt(reading, other.start)
  const topic = new Set(
    [draft.folded.slice(one.start, one.end), reading.folded.slice(other.start, other.end)].map(stemOf),
  )
  const [mine, others] = [own, theirs].map(part => new Set(part?.stems).difference(topic))
  if (!mine || !others || mine.size === 0 || others.size === 0) return false
  return mine.intersection(others).size / Math.min(mine.size, others.size) >= MUCH_IN_COMMON
}

/** "The fee is refundable, the deposit is not." */
const deniesInShort = (own: Part, { parts }: Reading) =>
  parts.some(
    ({ stems, denials }) =>
      denials === 1 && stems.size >= 1 && stems.size <= 4 && shareOf(stems, own.stems) === 1,
  )

const isSaid = (reading: Reading, { start }: Commitment) => {
  const sentence = sentenceAt(reading, start)
  return !sentence?.isAsked || sentence.isRefused
}

/** "Is there a fee? No." denies it. */
const asAnswered = (reading: Reading, commitment: Commitment): Commitment =>
  sentenceAt(reading, commitment.start)?.isRefused
    ? { ...commitment, isDenied: !commitment.isDenied }
    : commitment

/** "If it is urgent, …" says nothing yet. */
function isCondition(draft: Reading, place: number): boolean {
  const clause = clauseAt(draft, place)
  return (
    clause !== undefined &&
    /^\s*(?:if|in case|should you|once|wenn|falls|sofern|sollten sie|si|au cas où|en caso de|cuando)(?!\p{L})|^\s*(?:إذا|اذا)/u.test(
      draft.folded.slice(clause.start, place),
    )
  )
}

const isQuestion = (draft: Reading, place: number) => {
  const sentence = sentenceAt(draft, place)
  return sentence !== undefined && /[?？]\s*$/.test(draft.folded.slice(sentence.start, sentence.end))
}

type Sentence = Reading['sentences'][number]

/** A part of a draft that a source says with a "not" more or less, more than any source says it as it is. */
function judgeDenials(draft: Reading, sources: readonly ReadSource[]): Claim[] {
  const said = sources.flatMap(({ reading }) =>
    reading.parts.filter(({ isAsked }) => !isAsked).map(part => ({ reading, part })),
  )
  return draft.parts.flatMap(own => {
    if (isQuestion(draft, own.start)) return []
    const likest = (isDenied: boolean) =>
      said
        .filter(({ part }) => isDenying(part) === isDenied)
        .map(one => ({ ...one, likeness: likenessOf(own, one.part) }))
        .sort((one, other) => other.likeness - one.likeness)[0]
    const opposite = likest(!isDenying(own))
    if (!opposite || opposite.likeness - (likest(isDenying(own))?.likeness ?? 0) < MUCH_LIKER) return []
    if (!deniesTheSame(own, opposite.part) || isDeniedSomewhere(own, sources)) return []
    const instead = quote(opposite.reading, opposite.part)
    return [{ ...spanOfDenial(draft, own), kind: 'promise' as const, evidence: [], instead }]
  })
}

/** Where a regression on the written set draws the line if one good draft in a hundred may be marked. */
const MUCH_LIKER = 0.42

/** "Not without" denies nothing. */
const isDenying = ({ denials }: Part) => denials % 2 === 1

/** How much of a part another one says (0 to 1), the less the more it says besides. */
const likenessOf = ({ stems }: Part, { stems: theirs }: Part) =>
  stems.size === 0 || theirs.size === 0
    ? 0
    : shareOf(stems, theirs) * (BESIDES + (1 - BESIDES) * shareOf(theirs, stems))

const BESIDES = 0.4

/** A source has a "not" at the same words, however it says the rest. */
const isDeniedSomewhere = ({ denials, denied }: Part, sources: readonly ReadSource[]) =>
  denials > 0 &&
  sources.some(({ reading }) =>
    reading.parts.some(other => other.denials > 0 && !denied.isDisjointFrom(other.denied)),
  )

/** What one of the two denies is in the other as well: "very quiet, so no worry about noise" denies no quiet. */
function deniesTheSame(one: Part, other: Part): boolean {
  const [denying, stating] = one.denials > 0 ? [one, other] : [other, one]
  return denying.denied.size === 0 || !denying.denied.isDisjointFrom(stating.stems)
}

function shareOf(own: ReadonlySet<string>, theirs: ReadonlySet<string>): number {
  let common = 0
  for (const stem of own) if (theirs.has(stem)) common += 1
  return common / own.size
}

/** The "not" itself, or the words around which one is missing. */
function spanOfDenial({ folded, text }: Reading, sentence: Part): { start: number; end: number } {
  const said = folded.slice(sentence.start, sentence.end)
  const [first] = negationsOf(said)
  if (first) return { start: sentence.start + first.start, end: sentence.start + first.end }
  const verb =
    /(?<!\p{L})(?:can|will|is|are|may|do|does|has|have|kann|können|wird|werden|ist|sind|peut|pouvez|est|sont|puede|pueden|es|son|está|están)(?!\p{L})/u.exec(
      said,
    )
  if (verb) return { start: sentence.start + verb.index, end: sentence.start + verb.index + verb[0].length }
  const start = sentence.start + (/^\s*/.exec(text.slice(sentence.start, sentence.end))?.[0].length ?? 0)
  return { start, end: sentence.end }
}

/** "We will …", "you will receive …": somebody undertakes something. */
const undertaking =
  /(?<!\p{L})(?:(?:we|i|our \p{L}+|a (?:colleague|technician|specialist|manager|driver|courier)|someone|they)(?:'ll| will| are going to| am going to| shall)(?: also| then| now| gladly)?|you(?:'ll| will) (?:receive|get|be given|be able to)|you are entitled to|wir werden|ich werde|(?:ein|unser) \p{L}+ wird|sie (?:erhalten|bekommen)|nous (?:allons|vous \p{L}+(?:ons|rons))|je vais|vous (?:recevrez|aurez|obtiendrez)|vamos a|voy a|usted (?:recibirá|obtendrá)|recibirá)(?!\p{L})/gu
const courtesy =
  /^(?:check|look|help|let|be (?:happy|glad|pleased|right|with|able|in touch)|gladly|explain|see|wait|confirm|make sure|find|keep|try|do|need|note|forward|pass|walk|guide|stay|assist|investigate|review|clarify|prüfen|nachsehen|schauen|helfen|ihnen|mich|uns|kümmern|vérifier|regarder|vous|aider|revisar|comprobar|mirar|ayudar|verificar)/u
const BARELY_SAID = 0.34

/** An undertaking of which the sources say next to nothing. */
function judgeUndertaking(draft: Reading, sentence: Sentence, sources: readonly ReadSource[]): Claim[] {
  if (isQuestion(draft, sentence.start)) return []
  const said = draft.folded.slice(sentence.start, sentence.end)
  return [...said.matchAll(undertaking)].flatMap(({ 0: words, index }) => {
    const start = sentence.start + index
    const from = start + words.length
    const clause = /^[^,;:.!]*/u.exec(draft.folded.slice(from, sentence.end))?.[0] ?? ''
    if (courtesy.test(clause.trim())) return []
    const content = sentence.content.filter(word => word.start >= from && word.start < from + clause.length)
    const stems = new Set(content.map(({ stem }) => stem).filter(stem => !/\d/.test(stem)))
    if (stems.size < 2) return []
    const share = Math.max(0, ...sources.map(({ reading }) => shareOf(stems, stemsIn(reading))))
    if (share > BARELY_SAID) return []
    return [{ start, end: from + clause.trimEnd().length, kind: 'promise' as const, evidence: [] }]
  })
}

const stemsIn = ({ parts }: Reading) => new Set(parts.flatMap(({ stems }) => [...stems]))
