import { readKindsOffered } from './answer-kinds.ts'
import { Contest } from './contest.ts'
import { Meaning } from './meaning.ts'
import { Numbers } from './numbers.ts'
import { PassageTerms } from './passage-terms.ts'
import type { ArticlePassage } from './passages.ts'
import { remembering } from './remembering.ts'
import { type ReadReply, replyReader } from './reply-reader.ts'
import { Spelling } from './spelling.ts'
import { Subjects } from './subjects.ts'
import { type SynonymGroups, Synonyms } from './synonyms.ts'
import { TermCounts } from './term-counts.ts'
import { TermIndex, type Wanted } from './term-index.ts'
import { TermWeights } from './term-weights.ts'
import { type Token, type Tokens, tokensOfLanguage, type WordEntry } from './tokens.ts'
import { Vocabulary } from './vocabulary.ts'

/** A term of these fields counts as so many in the body. */
const TITLE_WEIGHT = 3
const HEADING_OR_TAG_WEIGHT = 1
/** Shared words count as so many times as much as nearness in meaning. */
const WORDS_TO_MEANING = 2.5
/** A question with its answer says only what somebody once asked; beside text that says more it comes second. */
const QUESTION_PRIOR = 0.7
/** What a passage counts that is not about what is spoken of, beside one that is. */
const OUTSIDE = 0.1
/** Texts that are imagined beside the articles, and the share of them that has an ordinary word. */
const ELSEWHERE = 500
const ORDINARY = 0.2
/** Passages of what is spoken of that are looked at even where they share no word, at most. */
const MOST_OF_SUBJECT = 2000
/** Passages between two pauses: some milliseconds of work. */
const STRETCH = 1_000

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
  private readonly synonyms: Synonyms
  readonly subjects: Subjects
  readonly weights: TermWeights
  /** Words for the kinds of things of which much is told: "hotel". */
  kindWords: ReadonlySet<string> = new Set()
  spelling: Spelling = new Spelling(new Map())
  private meaning: Meaning | undefined
  private readonly passages: ArticlePassage[] = []
  private readonly articleOf = new Numbers()
  private readonly subjectOf = new Numbers()
  private readonly isQuestion = new Numbers()
  private readonly ofSubject: number[][] = []
  private articles = 0
  private readonly vocabulary = new Vocabulary()
  private readonly ofPassages = new TermIndex(this.vocabulary)
  private readonly ofArticles = new TermIndex(this.vocabulary)
  private readonly passageCounts = new TermCounts()
  private readonly articleCounts = new TermCounts()
  private terms = new PassageTerms()
  private readonly names = new Set<string>()
  /** Words as they are written, with how often; words of passages are counted in their entries until all are there. */
  private readonly written = new Map<string, number>()
  private readonly entries: WordEntry[] = []
  private passageSums = new Float32Array(0)
  private articleSums = new Float32Array(0)
  private strengths = new Float64Array(0)
  private contest = new Contest(0)

  constructor(language: string, synonyms: SynonymGroups = []) {
    this.tokens = tokensOfLanguage(language)
    this.synonyms = new Synonyms(synonyms, expression => this.stemsOfExpression(expression))
    this.subjects = new Subjects(this.tokens)
    this.weights = new TermWeights(this.ofPassages)
  }

  /** Its words are known, so that slips in them are forgiven, too. */
  private stemsOfExpression(expression: string): string[] {
    return this.tokens.of(expression).map(({ word, stem }) => {
      this.written.set(word, 1)
      return stem
    })
  }

  /** Adds the passages of one article. */
  add(passages: readonly ArticlePassage[]) {
    const { passageCounts, articleCounts } = this
    const [{ title, tags } = { title: '', tags: [] }] = passages
    const ofTitle = this.tokens.of(title)
    const ofTags = this.stemsOf(tags.join('\n'))
    for (const passage of passages) {
      const subject = this.begin(passage)
      const ofHeadings = this.stemsOf(passage.headings.join('\n'))
      this.countFields(this.distinct(ofTitle), ofHeadings.union(ofTags))
      for (const { entry } of ofTitle) this.countWritten(entry)
      this.countBody(passage.text, [...ofHeadings], subject)
      articleCounts.addPart(passageCounts)
      for (const [mark, times] of readKindsOffered(passage.text)) {
        passageCounts.addToBody(this.vocabulary.add(mark), times)
      }
      this.ofPassages.add(passageCounts)
      passageCounts.clear()
    }
    this.ofArticles.add(articleCounts)
    articleCounts.clear()
    this.articles++
  }

  /** Gives a passage its number and its place among articles and subjects; returns its subject. */
  private begin(passage: ArticlePassage): number {
    const { title, headings, tags } = passage
    const subject = this.subjects.add(title, tags)
    const question = [title, ...headings].findLast(heading => /[?？؟]\s*$/.test(heading))
    ;(this.ofSubject[subject] ??= []).push(this.passages.length)
    this.passages.push(passage)
    this.articleOf.push(this.articles)
    this.subjectOf.push(subject)
    this.isQuestion.push(Number(question !== undefined))
    this.weights.count(subject, tags)
    if (question !== undefined) this.weights.countQuestion([...this.stemsOf(question)])
    return subject
  }

  private countFields(ofTitle: Iterable<string>, ofHeadingsAndTags: Iterable<string>) {
    const { passageCounts, vocabulary } = this
    for (const stem of ofTitle) passageCounts.addToFields(vocabulary.add(stem), TITLE_WEIGHT)
    for (const stem of ofHeadingsAndTags) {
      passageCounts.addToFields(vocabulary.add(stem), HEADING_OR_TAG_WEIGHT)
    }
  }

  private countBody(text: string, stemsOfHeadings: readonly string[], subject: number) {
    const ofHeadings = stemsOfHeadings.map(stem => this.vocabulary.add(stem))
    const { tokens, names } = this.tokens.read(text)
    for (const term of ofHeadings) this.terms.add(term)
    for (const { stem, entry, name, pointedAt } of this.synonyms.inText(tokens)) {
      const term = stem === entry.stem ? this.termOf(entry, stem) : this.vocabulary.add(stem)
      if (this.passageCounts.inBody(term) === 0 && !ofHeadings.includes(term)) this.terms.add(term)
      this.passageCounts.addToBody(term, 1)
      this.countWritten(entry)
      if (pointedAt) this.weights.countPointing(stem)
      if (name) this.names.add(stem)
    }
    this.terms.end()
    this.subjects.hear(subject, names)
  }

  private termOf(entry: WordEntry, stem: string): number {
    entry.term ??= this.vocabulary.add(stem)
    return entry.term
  }

  private countWritten(entry: WordEntry) {
    if (entry.times === 0) this.entries.push(entry)
    entry.times++
  }

  private *gatherWritten(): Generator<void, void> {
    for (const [place, { word, times }] of this.entries.entries()) {
      if (place % STRETCH === 0) yield
      this.written.set(word, (this.written.get(word) ?? 0) + times)
    }
    this.entries.length = 0
  }

  /** Makes everything added findable, in short stretches: the caller may do something else at each pause. */
  *finish(): Generator<void, void> {
    yield* this.ofPassages.finish()
    yield* this.ofArticles.finish()
    yield* this.subjects.finish()
    yield* this.gatherWritten()
    this.spelling = new Spelling(this.written, word => this.isRight(word))
    yield
    this.passageSums = new Float32Array(this.passages.length)
    this.articleSums = new Float32Array(this.articles)
    this.contest = new Contest(this.passages.length)
    this.strengths = new Float64Array(this.ofSubject.length)
    this.kindWords = this.subjects.kindsOf(
      [...this.ofSubject.keys()].filter(subject => this.subjects.isThing(subject)),
    )
    yield
    const rows = yield* this.terms.rows(this.vocabulary.terms, term => this.telling(term))
    this.terms = new PassageTerms()
    this.meaning = yield* Meaning.learn(rows)
  }

  /** Stems of the words that carry meaning, each once. */
  stemsOf(text: string): ReadonlySet<string> {
    return this.synonyms.areNone ? this.tokens.stemsOf(text) : this.distinct(this.tokens.of(text))
  }

  private distinct(tokens: readonly Token[]): ReadonlySet<string> {
    const stems = new Set<string>()
    for (const { stem } of this.synonyms.inText(tokens)) stems.add(stem)
    return stems
  }

  /** The same of all that a passage says, with what stands above it. */
  stemsOfPassage({ title, headings, tags, text }: ArticlePassage): ReadonlySet<string> {
    return this.stemsOf([title, ...headings, ...tags, text].join('\n'))
  }

  has(stem: string): boolean {
    return this.ofPassages.has(stem)
  }

  /** How telling a stem is: near 0 when every passage has it, highest when none has. */
  telling(stem: string): number {
    return this.ofPassages.telling(stem)
  }

  /**
   * How telling a stem is in what somebody says: few articles cannot tell what is ordinary, so that words which people use of
   * everything count as if many more texts had been read.
   */
  tellingInSpeech(stem: string): number {
    if (!this.tokens.isOrdinary(stem)) return this.telling(stem)
    const having = this.ofPassages.frequency(stem) + ORDINARY * ELSEWHERE
    return Math.log(1 + (this.ofPassages.size + ELSEWHERE - having) / having)
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
    ...new Set(this.synonyms.inQuestion(this.tokens.of(text).map(this.meant)).map(token => token.stem)),
  ])

  private readonly meant = ({ word, stem }: { word: string; stem: string }) => {
    const meant = this.knows(stem) ? word : this.spelling.meant(word)
    return { stem: meant === word ? stem : (this.tokens.stemOf(meant) ?? stem) }
  }

  /** Whether a word is one that people write, whether or not articles have it. */
  private isRight(word: string): boolean {
    const stem = this.tokens.stemOf(word) ?? word
    return this.knows(stem) || this.tokens.isOrdinary(stem)
  }

  /** Whether articles have it, or a synonym for it. */
  private knows(stem: string): boolean {
    return this.has(stem) || this.synonyms.has(stem)
  }

  /** Where weighted stems point together, of length 1; undefined where none is known. */
  directionOf(weights: Iterable<readonly [stem: string, weight: number]>): Float32Array | undefined {
    return this.meaning?.directionOf(weights)
  }

  /** A reply as it is compared with what is asked. */
  readonly readReply: (reply: string) => ReadReply = replyReader(this)

  /** Whether a passage is about a thing of which much is told, rather than part of an article. */
  isOfCatalogue(number: number): boolean {
    return this.subjects.isThing(this.subjectOf.all[number]!)
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
    const { passageSums, articleSums, strengths, contest } = this
    const articles = this.ofArticles.addUp(wanted, articleSums)
    const found = this.ofPassages.addUp(wanted, passageSums)
    const strongest = Math.max(0, ...subjects.values())
    for (const [subject, strength] of subjects) strengths[subject] = strength
    const most = wanted.reduce((sum, { weight }) => sum + weight, 0) || 1
    const others = this.ofSubjects(subjects, strongest).filter(number => passageSums[number] === 0)
    contest.begin(limit)
    for (const numbers of [Int32Array.from(others), found]) this.contend(numbers, strongest, most, accepts)
    for (const subject of subjects.keys()) strengths[subject] = 0
    clear(articleSums, articles)
    clear(passageSums, found)
    const direction = this.meaning?.directionOf(wanted.map(({ term, weight }) => [term, weight] as const))
    const best = contest.best(number => (direction ? this.meaning!.nearness(direction, number) : 0))
    return best.map(({ number, sum }) => ({ passage: this.passages[number]!, number, sum }))
  }

  /** Lets passages into the contest. `most` is what all that is wanted weighs, `strongest` how strongly anything is spoken of. */
  private contend(
    numbers: Int32Array,
    strongest: number,
    most: number,
    accepts: (passage: ArticlePassage) => boolean,
  ) {
    const { contest, passageSums, articleSums } = this
    const [articleOf, subjectOf, isQuestion] = [this.articleOf.all, this.subjectOf.all, this.isQuestion.all]
    const ofWords = WORDS_TO_MEANING / (2 * most)
    for (let at = 0; at < numbers.length; at++) {
      const number = numbers[at]!
      const aside = 1 - (1 - OUTSIDE) * (strongest - this.strengths[subjectOf[number]!]!)
      const share = (aside * (isQuestion[number] ? QUESTION_PRIOR : 1)) / (WORDS_TO_MEANING + 1)
      const words = ofWords * (passageSums[number]! + articleSums[articleOf[number]!]!)
      if (contest.mayWin(words, share) && accepts(this.passages[number]!)) contest.enter(number, words, share)
    }
  }

  /** Passages of what is spoken of clearly. */
  private ofSubjects(subjects: ReadonlyMap<number, number>, strongest: number): number[] {
    return [...subjects]
      .filter(([, strength]) => strength > OUTSIDE * strongest)
      .flatMap(([subject]) => this.ofSubject[subject]!.slice(0, MOST_OF_SUBJECT))
  }
}

function clear(sums: Float32Array, numbers: Int32Array) {
  for (let at = 0; at < numbers.length; at++) sums[numbers[at]!] = 0
}
