import type { Call, Reply } from './stand-in.ts'
import { TROUBLES } from './stand-in.ts'

interface Shown {
  knowledge?: { label: string; title: string; text: string }[]
  conversation?: { from: string; text: string }[]
  question?: string
  text?: string
  wish?: string
  to?: string
  alreadyOffered?: string[]
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' })

/**
 * The script of the demo's stand-in: no language model, it puts sentences together that it finds in the passages it was given,
 * in the formats that our prompts ask for. What it cannot do it refuses, as a server without that feature would.
 */
export function compose({ body }: Call): Reply {
  if (body.response_format) return TROUBLES.refusing('messages')
  const shown = dataOf(body.messages?.at(-1)?.content ?? '')
  if (shown.to) return `(${shown.to}) ${shown.text ?? ''}`
  if (shown.wish) return reword(shown.text ?? '', shown.wish)
  return shown.question ? answer(shown, shown.question) : draft(shown)
}

function dataOf(content: string): Shown {
  try {
    return JSON.parse(content.split('\n')[1] ?? '') as Shown
  } catch {
    return {}
  }
}

function draft({ knowledge = [], conversation = [], alreadyOffered = [] }: Shown): string {
  const asked = conversation.findLast(({ from }) => from === 'customer')?.text ?? ''
  const [best, next] = knowledge
  if (!best)
    return '@question it is not clear yet what this is about\nCould you tell me a little more about what happened?'
  const alternatives = [
    `@reply ${best.label}\nThank you for asking. ${nearest(best.text, asked, 2).join(' ')}`,
    `@reply ${best.label}\n${nearest(best.text, asked, 1).join(' ')} Does that help?`,
    next &&
      `@reply ${next.label}\nThere is one more thing to know. ${nearest(next.text, asked, 1).join(' ')}`,
    '@question the answer may depend on it\nWhich address or account is this about: [address or account]?',
  ]
  return alternatives
    .filter(text => text !== undefined)
    .filter(text => !alreadyOffered.some(offered => text.endsWith(offered)))
    .slice(0, 3)
    .join('\n')
}

function answer({ knowledge = [] }: Shown, question: string): string {
  const [best, ...others] = knowledge
  if (!best) return '@answer\nThe articles say nothing about that.'
  const next = others.slice(0, 2).map(({ title }) => `@next What about "${title}"?`)
  return [`@answer ${best.label}\n${nearest(best.text, question, 3).join(' ')}`, ...next].join('\n')
}

function reword(text: string, wish: string): string {
  const sentences = sentencesOf(text)
  if (wish.includes('shorter')) return sentences.slice(0, Math.ceil(sentences.length / 2)).join(' ')
  if (wish.includes('warmer')) return `Thanks so much for your patience! ${text}`
  if (wish.includes('formal')) return `Thank you for contacting us. ${text} Kind regards`
  return sentences.map(sentence => sentence.charAt(0).toUpperCase() + sentence.slice(1)).join(' ')
}

/** The sentences that share most words with what was asked, in their own order. */
function nearest(text: string, asked: string, count: number): string[] {
  const wanted = new Set(wordsOf(asked))
  const sentences = sentencesOf(text)
  const shared = (sentence: string) => wordsOf(sentence).filter(word => wanted.has(word)).length
  const best = sentences.toSorted((one, other) => shared(other) - shared(one)).slice(0, count)
  return sentences.filter(sentence => best.includes(sentence))
}

const sentencesOf = (text: string) =>
  [...SENTENCES.segment(text.replaceAll(/\s+/g, ' '))].map(({ segment }) => segment.trim()).filter(Boolean)

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []
