import type { Sentiment } from '../protocol/assists.ts'
import type { Conversation, Said, Sentence } from './conversation.ts'
import { reasonFor } from './sentiment-reasons.ts'
import { type MoodSign, moodSignsOf } from './sentiment-signs.ts'

/** How much of a message's weight is left one message of the customer later. */
const FADING = 0.85
const ENOUGH = 1.2
const MOST_MESSAGES = 10
const HEAVIEST = 3

interface Shown {
  sign: MoodSign
  weight: number
  sentence: Sentence
}

/**
 * The customer's mood by their last message, or by their last ten, of which older ones weigh less and
 * whatever came before they were glad is over; undefined where
 * nothing shows it for sure. Works without a language model, in the languages that have signs.
 */
export function readSentiment(
  conversation: Conversation,
  mode: 'last' | 'last-ten',
  language: string,
): Sentiment | undefined {
  const messages = conversation.filter(({ from }) => from === 'customer')
  const read = mode === 'last' ? messages.slice(-1) : messages.slice(-MOST_MESSAGES)
  const shown = read.flatMap((said, index) =>
    signsOf(said).map(one => ({ ...one, weight: one.weight * FADING ** (read.length - 1 - index) })),
  )
  const pleased = shown.filter(({ sign }) => sign === 'pleased')
  const gladSince = pleased.at(-1)?.sentence.seq ?? 0
  const displeased = shown.filter(({ sign, sentence }) => sign !== 'pleased' && sentence.seq > gladSince)
  const strongest = total(displeased) > total(pleased) ? displeased : pleased
  if (total(strongest) < ENOUGH) return undefined
  const [most] = strongest.toSorted((one, other) => other.weight - one.weight)
  return (
    most && {
      mood: most.sign === 'pleased' ? 'positive' : 'negative',
      reason: reasonFor(most.sign, language),
      seq: most.sentence.seq,
      sentence: most.sentence.text,
    }
  )
}

const total = (shown: readonly Shown[]) => shown.reduce((sum, { weight }) => sum + weight, 0)

/** What one message shows: praise only where nothing else does, emphasis only beside something. */
function signsOf({ sentences }: Said): Shown[] {
  const shown = sentences.flatMap(signsOfSentence)
  const displeased = shown.filter(({ sign }) => sign !== 'pleased')
  if (displeased.length === 0) return shown.slice(0, 1)
  const loud = sentences.find(isLoud)
  const all = loud ? [...displeased, { sign: 'shouts' as const, weight: 0.5, sentence: loud }] : displeased
  return limited(all)
}

function signsOfSentence(sentence: Sentence): Shown[] {
  const { folded, language } = sentence
  const known = moodSignsOf(language)
  const shouts = isShouted(sentence) ? [{ sign: 'shouts' as const, weight: 1, sentence }] : []
  if (!known) return shouts
  const found = known.signs.flatMap(({ sign, weight, pattern }) => {
    const { index, 0: words = '' } = pattern.exec(folded) ?? {}
    if (index === undefined) return []
    const isTakenBack =
      sign === 'pleased'
        ? known.spoilsPraise.test(folded)
        : isNegated(folded.slice(0, index), sign === 'upset' ? words : '', known.negation)
    return isTakenBack ? [] : [{ sign, weight, sentence }]
  })
  return [...found, ...shouts]
}

/** "Not angry", and "I am not angry" where the sign begins before the "not". */
function isNegated(before: string, words: string, negation: RegExp): boolean {
  const ahead = words.split(' ').slice(1, -1).join(' ')
  return negation.test(clauseBefore(before)) || (ahead !== '' && negation.test(ahead))
}

const clauseBefore = (before: string) =>
  before.split(/[,.;:!?]|\b(?:but|and|aber|und|mais|et|pero|y)\b/).at(-1) ?? ''

/** Most of several words in capitals; "IBAN DE89" and "PIN" are none. */
function isShouted({ text }: Sentence): boolean {
  const words = text.match(/\p{L}{2,}/gu) ?? []
  const capitals = words.filter(word => /^\p{Lu}+$/u.test(word))
  return capitals.length >= 4 && capitals.length >= words.length * 0.8
}

const isLoud = ({ text }: Sentence) => /[!?！？]{2,}/.test(text)

/** One message counts for so much, however many signs it shows. */
function limited(shown: readonly Shown[]): Shown[] {
  const share = Math.min(1, HEAVIEST / total(shown))
  return shown.map(one => ({ ...one, weight: one.weight * share }))
}
