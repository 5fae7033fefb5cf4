import { createKnowledge } from '../../server/knowledge/create-knowledge.ts'
import type { Dialogue, KnowledgeDocument } from '../../server/knowledge/knowledge.ts'
import { seededRandom } from '../simulator/faults/random.ts'
import { percentile, round } from './statistics.ts'

const SENTENCES = 3
const WORDS_PER_SENTENCE = 12
const PASSAGES_PER_ARTICLE = 5
const QUERIES = 400
const WARMING_UP = 50
/** Words of a language, of which few are frequent and most are rare. */
const VOCABULARY = 20_000
const ENDPOINT = 'measured'

/**
 * Measures the knowledge index by itself: how long 10,000 passages take to build and how long the process stands still
 * meanwhile, and how long a question takes in 10,000 and in 100,000. Prints a table; the figures are milliseconds.
 */
export async function measureKnowledgeIndex(): Promise<Record<string, number>> {
  const small = await measure(10_000)
  const large = await measure(100_000)
  console.table([small, large])
  return {
    index10kBuildMs: Math.round(small['build ms']),
    'query10kMs.p50': small['query p50 ms'],
    'query10kMs.p99': small['query p99 ms'],
    index100kBuildMs: Math.round(large['build ms']),
    'query100kMs.p50': large['query p50 ms'],
    'query100kMs.p99': large['query p99 ms'],
    longestStandstillMs: Math.max(small['longest standstill ms'], large['longest standstill ms']),
  }
}

async function measure(passages: number) {
  const random = seededRandom(passages)
  const articles = articlesOf(passages / PASSAGES_PER_ARTICLE, random)
  const knowledge = createKnowledge()
  const clock = watchTheClock()
  const began = performance.now()
  await knowledge.load(ENDPOINT, articles)
  const build = performance.now() - began
  const standstill = clock.stop()
  const taken: number[] = []
  for (let query = 0; query < QUERIES + WARMING_UP; query++) {
    const dialogue = dialogueAbout(articles[Math.floor(random() * articles.length)]!, random)
    const asked = performance.now()
    knowledge.search(ENDPOINT, dialogue, 5)
    if (query >= WARMING_UP) taken.push(performance.now() - asked)
  }
  return {
    passages,
    'build ms': round(build),
    'longest standstill ms': round(standstill),
    'query p50 ms': round(percentile(taken, 0.5)),
    'query p99 ms': round(percentile(taken, 0.99)),
  }
}

function articlesOf(count: number, random: () => number): KnowledgeDocument[] {
  return Array.from({ length: count }, (_, number) => {
    const sections = Array.from(
      { length: PASSAGES_PER_ARTICLE },
      () => `## ${words(3, random)}\n${Array.from({ length: SENTENCES }, () => sentence(random)).join(' ')}`,
    )
    return {
      id: `article-${number}`,
      title: words(4, random),
      tags: [words(1, random)],
      body: sections.join('\n\n'),
    }
  })
}

/** A question in words of an article, after two turns about it. */
function dialogueAbout({ title, body }: KnowledgeDocument, random: () => number): Dialogue {
  const sentences = body.split(/[.\n]+/).filter(text => text.length > 40)
  const about = sentences[Math.floor(random() * sentences.length)] ?? title
  const asked = about.trim().split(' ').slice(0, 6).join(' ')
  return {
    turns: [
      { from: 'customer', text: `Hello, I have a question on ${title}` },
      { from: 'agent', text: `Sure, what about ${words(3, random)}?` },
      { from: 'customer', text: `How do I get ${asked} and ${words(2, random)}?` },
    ],
  }
}

const sentence = (random: () => number) => {
  const text = words(WORDS_PER_SENTENCE, random)
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`
}

const words = (count: number, random: () => number) =>
  Array.from({ length: count }, () => wordOf(Math.floor(VOCABULARY ** random()) - 1)).join(' ')

const syllables =
  'ba be bi bo bu da de di do du fa fe fi fo fu ka ke ki ko ku la le li lo lu ma me mi mo mu'.split(' ')

/** A made-up word for a number; Zipf's law is kept by how the numbers are drawn. */
const wordOf = (number: number): string => {
  let rest = number + syllables.length
  let word = ''
  while (rest > 0) {
    word += syllables[rest % syllables.length]
    rest = Math.floor(rest / syllables.length)
  }
  return word
}

/** How long the process was busy at a stretch, at worst, in milliseconds. */
function watchTheClock(): { stop(): number } {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }, 1)
  return {
    stop() {
      clearInterval(timer)
      return Math.max(longest, performance.now() - last)
    },
  }
}
