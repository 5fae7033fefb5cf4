import type { Summary, SummaryItem } from '../protocol/assists.ts'
import { type Conversation, type Sentence, shorten } from './conversation.ts'
import { type Asked, findAsked } from './open-requests.ts'
import { agentAct, customerAct, onlyAsksForPerson } from './speech-acts.ts'

const MOST_ITEMS = 6
const LONGEST_TOPIC = 200
/** A promise is kept where what was done speaks of at least half of it. */
const KEPT = 0.5

/**
 * A summary without a language model: the sentences of the conversation that say what it was about, what was asked,
 * done and promised, and what is still open. Every word stands as it was said, so numbers, names and dates are right.
 * `isPersonRequest` tells who only asks for a person. Undefined where nothing was said that carries meaning.
 */
export function extractSummary(
  conversation: Conversation,
  isPersonRequest: (text: string) => boolean,
): Summary | undefined {
  const topic = findTopic(conversation, isPersonRequest)
  if (!topic) return undefined
  const asked = findAsked(conversation, isPersonRequest)
  const acts = conversation.flatMap(said =>
    said.from === 'customer'
      ? []
      : said.sentences
          .filter(({ stems }) => stems.size > 0)
          .map(sentence => ({ sentence, act: agentAct(sentence) })),
  )
  const sentencesThat = (wanted: string) =>
    acts.flatMap(({ sentence, act }) => (act === wanted ? sentence : []))
  const done = distinct(sentencesThat('done'))
  const promised = distinct(sentencesThat('promise')).filter(promise => !isKept(promise, done))
  return {
    topic: { ...itemOf(topic), text: shorten(topic.text, LONGEST_TOPIC) },
    asked: asked.slice(-MOST_ITEMS).map(askedItem),
    done: joined(done.map(itemOf)),
    promised: joined(promised.map(itemOf)),
    open: asked
      .filter(({ answered }) => !answered)
      .slice(-MOST_ITEMS)
      .map(askedItem),
  }
}

/**
 * The customer's sentence that is most about what they keep speaking of; an early one before a late one, a question or
 * a request before a remark.
 */
function findTopic(
  conversation: Conversation,
  isPersonRequest: (text: string) => boolean,
): Sentence | undefined {
  const sentences = conversation
    .filter(({ from }) => from === 'customer')
    .flatMap(({ sentences }) => sentences)
    .filter(sentence => sentence.stems.size > 0 && !onlyAsksForPerson(sentence, isPersonRequest))
  const mentions = new Map<string, number>()
  for (const { stems } of conversation.flatMap(({ sentences }) => sentences))
    for (const stem of stems) mentions.set(stem, (mentions.get(stem) ?? 0) + 1)
  const score = (sentence: Sentence, place: number) => {
    const stems = [...sentence.stems]
    const weight = stems.reduce((sum, stem) => sum + Math.log(1 + (mentions.get(stem) ?? 0)), 0)
    const asks = customerAct(sentence) === 'statement' ? 1 : 1.2
    return (asks * weight) / Math.sqrt(3 + stems.length) / (1 + 0.15 * place)
  }
  const scored = sentences.map((sentence, place) => ({ sentence, score: score(sentence, place) }))
  return scored.toSorted((one, other) => other.score - one.score)[0]?.sentence
}

const itemOf = ({ text, seq }: Sentence): SummaryItem => ({ text, seqs: [seq], claims: [] })

/** What one message says in several sentences is one item: "It is booked. Your number is 5XDZ." */
function joined(items: readonly SummaryItem[]): SummaryItem[] {
  const byMessage = Map.groupBy(items, ({ seqs: [seq] }) => seq)
  return [...byMessage.values()]
    .map(
      ([first, ...others]) =>
        ({ ...first, text: [first, ...others].map(item => item?.text).join(' ') }) as SummaryItem,
    )
    .slice(-MOST_ITEMS)
}

const askedItem = ({ sentence, seqs }: Asked): SummaryItem => ({
  text: sentence.text,
  seqs: [...seqs],
  claims: [],
})

/** The same words said twice are one thing done; the last time counts. */
const distinct = (sentences: readonly Sentence[]): Sentence[] =>
  sentences.filter(({ folded }, place) => !sentences.slice(place + 1).some(later => later.folded === folded))

const isKept = (promise: Sentence, done: readonly Sentence[]): boolean =>
  done.some(
    ({ seq, stems }) =>
      seq > promise.seq && stems.intersection(promise.stems).size >= Math.max(2, KEPT * promise.stems.size),
  )
