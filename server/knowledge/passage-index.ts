import { answerKindsOffered } from './answer-kinds.ts'
import { Best } from './best.ts'
import { Meaning } from './meaning.ts'
import type { ArticlePassage } from './passages.ts'
import { remembering } from './remembering.ts'
import { type ReadReply, replyReader } from './reply-reader.ts'
import { Spelling } from './spelling.ts'
import { Subjects } from './subjects.ts'
import { TermIndex, type Wanted } from './term-index.ts'
import { TermWeights } from './term-weights.ts'
import { type Tokens, tokensOfLanguage } from './tokens.ts'

/** A term of these fields counts as so many in the body. */
const TITLE_WEIGHT = 3
const HEADING_OR_TAG_WEIGHT = 1
/** Shared words count as so many times as much as nearness in meaning. */
const WORDS_TO_MEANING = 3
/** A question with its answer says only what somebody once asked; beside text that says more it comes second. */
const QUESTION_PRIOR = 0.7
/** What a passage counts that is not about what is spoken of, beside one that is. */
const OUTSIDE = 0.1
/** Passages of what is spoken of that are looked at even where they share no word, at most. */
const MOST_OF_SUBJECT = 2000

/** A passage and how well it answers, 0 to about 1. */
export interface Ranked {
  passage: ArticlePassage
  number: number
  sum: number
}

/** What to look for. */
export interface Looked {
  wanted: readonly Wanted[]
  /** What is spoken of, with strengths up to 1. */
  subjects: ReadonlyMap<number, number>
}

/**
 * Passages of one language, findable by the stems of their words, by what they mean and by what they are about.
 * Name all titles, add all articles, then `finish` once, then search.
 * A passage counts for itself and, as much again, for its article: what a passage leaves unsaid, its neighbours say.
 */
export class PassageIndex {
  readonly tokens: Tokens
  readonly subjects: Subjects
  readonly weights: TermWeights
  /** Words for the kinds of things of which much is told: "hotel". */
  kindWords: ReadonlySet<string> = new Set()
  spelling: Spelling = new Spelling(new Map())
  private meaning: Meaning | undefined
  private readonly passages: ArticlePassage[] = []
  private readonly articleOf: number[] = []
  private readonly subjectOf: number[] = []
  private readonly ofSubject: number[][] = []
  private readonly isQuestion: boolean[] = []
  private articles = 0
  /** Stems of each passage, until its meaning is learnt. */
  private readonly terms: string[][] = []
  private readonly ofPassages = new TermIndex()
  private readonly ofArticles = new TermIndex()
  private readonly names = new Set<string>()
  /** Words as they are written, with how often. */
  private readonly written = new Map<string, number>()
  private passageSums = new Float32Array(0)
  private articleSums = new Float32Array(0)
  private strengths = new Float64Array(0)

  constructor(language: string) {
    this.tokens = tokensOfLanguage(language)
    this.subjects = new Subjects(this.tokens)
    this.weights = new TermWeights(this.ofPassages)
  }

  /** Adds the passages of one article. */
  add(passages: ArticlePassage[]) {
    const article = { inFields: new Map<string, number>(), inBody: new Map<string, number>() }
    for (const passage of passages) {
      const inFields = this.fieldsOf(passage)
      const inBody = this.bodyOf(passage)
      this.note(passage, inBody)
      this.ofPassages.add({ inFields, inBody: new Map([...inBody, ...answerKindsOffered(passage.text)]) })
      for (const [term, weight] of inFields) {
        article.inFields.set(term, Math.max(weight, article.inFields.get(term) ?? 0))
      }
      for (const [term, count] of inBody) article.inBody.set(term, (article.inBody.get(term) ?? 0) + count)
    }
    this.ofArticles.add(article)
    this.articles++
  }

  private fieldsOf({ title, headings, tags }: ArticlePassage): Map<string, number> {
    for (const { word } of this.tokens.of(title)) this.written.set(word, (this.written.get(word) ?? 0) + 1)
    const weights = new Map(this.stemsOf(title).map(stem => [stem, TITLE_WEIGHT]))
    for (const stem of this.stemsOf([...headings, ...tags].join('\n'))) {
      weights.set(stem, (weights.get(stem) ?? 0) + HEADING_OR_TAG_WEIGHT)
    }
    return weights
  }

  private bodyOf({ text }: ArticlePassage): Map<string, number> {
    const counts = new Map<string, number>()
    for (const { stem, word, name, pointedAt } of this.tokens.of(text)) {
      this.written.set(word, (this.written.get(word) ?? 0) + 1)
      counts.set(stem, (counts.get(stem) ?? 0) + 1)
      if (pointedAt) this.weights.countPointing(stem)
      if (name) this.names.add(stem)
    }
    return counts
  }

  /** What else is learnt from a passage. */
  private note(passage: ArticlePassage, inBody: Map<string, number>) {
    const { title, headings, tags, text } = passage
    const number = this.passages.length
    const subject = this.subjects.add(title, tags)
    const question = [title, ...headings].findLast(heading => /[?？؟]\s*$/.test(heading))
    this.passages.push(passage)
    this.articleOf.push(this.articles)
    this.subjectOf.push(subject)
    this.isQuestion.push(question !== undefined)
    ;(this.ofSubject[subject] ??= []).push(number)
    this.subjects.hear(subject, this.tokens.wordsOfName(text))
    this.weights.count(subject, tags)
    if (question !== undefined) this.weights.countQuestion(this.stemsOf(question))
    this.terms.push([...new Set([...this.stemsOf(headings.join('\n')), ...inBody.keys()])])
  }

  /** Makes everything added findable, in short stretches: the caller may do something else at each pause. */
  *finish(): Generator<void, void> {
    yield* this.ofPassages.finish()
    yield
    yield* this.ofArticles.finish()
    yield
    this.subjects.finish()
    yield
    this.spelling = new Spelling(this.written, word => this.has(this.tokens.stemOf(word) ?? word))
    this.passageSums = new Float32Array(this.passages.length)
    this.articleSums = new Float32Array(this.articles)
    this.strengths = new Float64Array(this.ofSubject.length)
    this.kindWords = this.subjects.kindsOf(
      [...this.ofSubject.keys()].filter(subject => this.subjects.isThing(subject)),
    )
    yield
    this.meaning = yield* Meaning.learn(this.rows())
    this.terms.length = 0
  }

  /** What passages are made of, each word by how telling it is; every row of length 1. */
  private rows() {
    const words: string[] = []
    const places = new Map<string, number>()
    const telling: number[] = []
    const numbers: Int32Array[] = []
    const weights: Float32Array[] = []
    for (const terms of this.terms) {
      const row = Int32Array.from(terms, term => {
        const known = places.get(term)
        if (known !== undefined) return known
        places.set(term, words.length)
        telling.push(this.ofPassages.telling(term))
        return words.push(term) - 1
      })
      const length = Math.hypot(...row.map(place => telling[place]!)) || 1
      numbers.push(row)
      weights.push(Float32Array.from(row, place => telling[place]! / length))
    }
    return { words, numbers, weights }
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

  /** How particular the company is that a stem keeps, 0 to 1. */
  particular(stem: string): number {
    return this.meaning?.particular(stem) ?? 1
  }

  /** Stems that stand in the same company, most like first, with their likeness (0 to 1). */
  like(stem: string): readonly (readonly [stem: string, likeness: number])[] {
    return this.meaning?.like(stem) ?? []
  }

  /** Stems of the words that carry meaning, as they were meant where they are misspelt, each once. */
  readonly stemsMeant: (text: string) => readonly string[] = remembering(text => [
    ...new Set(
      this.tokens.of(text).map(({ word, stem }) => {
        const meant = this.has(stem) ? word : this.spelling.meant(word)
        return meant === word ? stem : (this.tokens.stemOf(meant) ?? stem)
      }),
    ),
  ])

  /** Where weighted stems point together, of length 1; undefined where none is known. */
  directionOf(weights: Iterable<readonly [stem: string, weight: number]>): Float32Array | undefined {
    return this.meaning?.directionOf(weights)
  }

  /** A reply as it is compared with what is asked. */
  readonly readReply: (reply: string) => ReadReply = replyReader(this)

  /** Whether a passage is about a thing of which much is told, rather than part of an article. */
  isOfCatalogue(number: number): boolean {
    return this.subjects.isThing(this.subjectOf[number]!)
  }

  /** Whether the articles write it like a name: capitalised within a sentence, or with a digit. */
  isName(stem: string): boolean {
    return this.names.has(stem)
  }

  /**
   * Passages that share a word or are about what is spoken of, best first, at most `limit`. Others than those that
   * `accepts` says yes to do not exist.
   */
  rank(
    { wanted, subjects }: Looked,
    limit: number,
    accepts: (passage: ArticlePassage) => boolean = () => true,
  ): Ranked[] {
    const { passageSums, articleSums, articleOf, subjectOf, isQuestion, strengths } = this
    const articles = this.ofArticles.addUp(wanted, articleSums)
    const found = this.ofPassages.addUp(wanted, passageSums)
    const strongest = Math.max(0, ...subjects.values())
    const most = wanted.reduce((sum, { weight }) => sum + weight, 0) || 1
    const direction = this.meaning?.directionOf(wanted.map(({ term, weight }) => [term, weight] as const))
    for (const [subject, strength] of subjects) strengths[subject] = strength
    const wordsOf = (number: number) =>
      (WORDS_TO_MEANING * (passageSums[number]! + articleSums[articleOf[number]!]!)) / (2 * most)
    const shareOf = (number: number) => {
      const aside = 1 - (1 - OUTSIDE) * (strongest - strengths[subjectOf[number]!]!)
      return (aside * (isQuestion[number] ? QUESTION_PRIOR : 1)) / (WORDS_TO_MEANING + 1)
    }
    // Nearness is the dear part. Most passages fall short of the best by their words alone, however near they are.
    const byWords = new Best(limit)
    const contenders: number[] = []
    const contend = (number: number) => {
      const words = wordsOf(number)
      const share = shareOf(number)
      if ((words + 1) * share < byWords.worst || !accepts(this.passages[number]!)) return
      contenders.push(number)
      byWords.add(number, words * share)
    }
    for (const number of this.ofSubjects(subjects, strongest)) if (passageSums[number] === 0) contend(number)
    for (const number of found) contend(number)
    const sumOf = (number: number) => {
      const nearness = direction ? this.meaning!.nearness(direction, number) : 0
      return (wordsOf(number) + nearness) * shareOf(number)
    }
    const likely = byWords.all.map(({ number }) => sumOf(number))
    const least = likely.length < limit ? 0 : Math.min(...likely)
    const best = new Best(limit)
    for (const number of contenders) {
      const atMost = (wordsOf(number) + 1) * shareOf(number)
      if (atMost >= least && atMost > best.worst) best.add(number, sumOf(number))
    }
    for (const subject of subjects.keys()) strengths[subject] = 0
    for (const number of articles) articleSums[number] = 0
    for (const number of found) passageSums[number] = 0
    return best.all.map(({ number, sum }) => ({ passage: this.passages[number]!, number, sum }))
  }

  /** Passages of what is spoken of clearly. */
  private ofSubjects(subjects: ReadonlyMap<number, number>, strongest: number): number[] {
    return [...subjects]
      .filter(([, strength]) => strength > OUTSIDE * strongest)
      .flatMap(([subject]) => this.ofSubject[subject]!.slice(0, MOST_OF_SUBJECT))
  }
}
