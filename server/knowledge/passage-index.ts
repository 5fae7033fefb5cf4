import { answerKindsOffered } from './answer-kinds.ts'
import type { ArticlePassage } from './passages.ts'
import { remembering } from './remembering.ts'
import { Subjects } from './subjects.ts'
import { TermIndex } from './term-index.ts'
import { type Tokens, tokensOfLanguage } from './tokens.ts'

/** A term of these fields counts as so many in the body. */
const TITLE_WEIGHT = 3
const HEADING_OR_TAG_WEIGHT = 2

/** A passage and what the terms looked for add up to. */
export interface Ranked {
  passage: ArticlePassage
  sum: number
}

/**
 * Passages of one language, findable by the stems of their words. Add all articles, then `finish` once, then search.
 * A passage counts for itself and, as much again, for its article: what a passage leaves unsaid, its neighbours say.
 */
export class PassageIndex {
  readonly tokens: Tokens
  private readonly passages: ArticlePassage[] = []
  private readonly articleOf: number[] = []
  private readonly ofPassages = new TermIndex()
  private readonly ofArticles = new TermIndex()
  private readonly titles: (readonly string[])[] = []
  private readonly names = new Set<string>()
  private subjects = new Subjects([], () => 0)
  private passageSums = new Float32Array(0)
  private articleSums = new Float32Array(0)

  constructor(language: string) {
    this.tokens = tokensOfLanguage(language)
  }

  /** Adds the passages of one article. */
  add(passages: ArticlePassage[]) {
    const article = { inFields: new Map<string, number>(), inBody: new Map<string, number>() }
    for (const passage of passages) {
      const inFields = this.fieldsOf(passage)
      const inBody = this.bodyOf(passage)
      this.ofPassages.add({ inFields, inBody: new Map([...inBody, ...answerKindsOffered(passage.text)]) })
      for (const [term, weight] of inFields) {
        article.inFields.set(term, Math.max(weight, article.inFields.get(term) ?? 0))
      }
      for (const [term, count] of inBody) article.inBody.set(term, (article.inBody.get(term) ?? 0) + count)
      this.passages.push(passage)
      this.articleOf.push(this.titles.length)
    }
    this.ofArticles.add(article)
    this.titles.push(this.stemsOf(passages[0]?.title ?? ''))
  }

  private fieldsOf({ title, headings, tags }: ArticlePassage): Map<string, number> {
    const weights = new Map(this.stemsOf(title).map(stem => [stem, TITLE_WEIGHT]))
    for (const stem of this.stemsOf([...headings, ...tags].join('\n'))) {
      weights.set(stem, (weights.get(stem) ?? 0) + HEADING_OR_TAG_WEIGHT)
    }
    return weights
  }

  private bodyOf({ text }: ArticlePassage): Map<string, number> {
    const counts = new Map<string, number>()
    for (const { stem, name } of this.tokens.of(text)) {
      counts.set(stem, (counts.get(stem) ?? 0) + 1)
      if (name) this.names.add(stem)
    }
    return counts
  }

  /** Makes everything added findable. */
  finish() {
    this.ofPassages.finish()
    this.ofArticles.finish()
    this.subjects = new Subjects(this.titles, stem => this.telling(stem))
    this.passageSums = new Float32Array(this.passages.length)
    this.articleSums = new Float32Array(this.titles.length)
  }

  /** Stems of the words that carry meaning, each once. */
  readonly stemsOf: (text: string) => readonly string[] = remembering(text => [
    ...new Set(this.tokens.of(text).map(token => token.stem)),
  ])

  has(stem: string): boolean {
    return this.ofPassages.has(stem)
  }

  /** How telling a stem is: near 0 when every passage has it, highest when none has. */
  telling(stem: string): number {
    return this.ofPassages.telling(stem)
  }

  /** Whether the articles write it like a name: capitalised within a sentence, or with a digit. */
  isName(stem: string): boolean {
    return this.names.has(stem)
  }

  /** Stems of the titles that are named in full by these. */
  subjectsIn(stems: string[]): string[] {
    return this.subjects.namedIn(stems)
  }

  /** Passages that share a stem, by the weighted sum of what all stems contribute, best first, at most `limit`. */
  rank(weights: ReadonlyMap<string, number>, limit: number): Ranked[] {
    const { passageSums, articleSums, articleOf } = this
    const articles = this.ofArticles.addUp(weights, articleSums)
    const found = this.ofPassages.addUp(weights, passageSums)
    for (const number of found) passageSums[number]! += articleSums[articleOf[number]!]!
    const best = bestOf(found, passageSums, limit)
    const ranked = best.map(number => ({ passage: this.passages[number]!, sum: passageSums[number]! }))
    for (const number of articles) articleSums[number] = 0
    for (const number of found) passageSums[number] = 0
    return ranked
  }
}

/**
 * Numbers of the highest sums, best first; of equals the one found first. `limit` is small and nearly every number
 * falls short of the worst that is kept, so a sorted list does.
 */
function bestOf(numbers: number[], sums: Float32Array, limit: number): number[] {
  const best: number[] = []
  let worst = 0
  for (const number of numbers) {
    const sum = sums[number]!
    if (sum <= worst) continue
    const place = best.findIndex(other => sum > sums[other]!)
    best.splice(place < 0 ? best.length : place, 0, number)
    if (best.length > limit) best.pop()
    if (best.length === limit) worst = sums[best.at(-1)!]!
  }
  return best
}
