import type { TermIndex } from './term-index.ts'

/** A kind's share of a word counts as so many passages of a subject, everyone's share as so many of a kind. */
const KIND_COUNTS = 50
const ALL_COUNT = 200
/** How far a word that is common in questions may weigh. */
const QUESTION_LIMIT = 0.5
/** "This place", "this property": a word that points back in a quarter of its uses mostly stands for the subject. */
const POINTS_BACK = 4
const POINTING_BACK_COSTS = 0.8
const FEWEST_POINTINGS = 3

/**
 * How telling a word is in a question, from what the knowledge is made of: rare words tell more than common ones, seen
 * among what the dialogue is about; words that questions are made of tell little, and so do words for the subject
 * itself.
 */
export class TermWeights {
  private readonly index: TermIndex
  private readonly subjectOf: number[] = []
  private readonly kindOf: number[] = []
  private readonly sizeOfSubject: number[] = []
  private readonly kindOfSubject: number[] = []
  private readonly sizeOfKind: number[] = []
  private readonly kinds = new Map<string, number>()
  private readonly inQuestions = new Map<string, number>()
  private readonly questions = new Set<string>()
  private readonly pointings = new Map<string, number>()

  constructor(index: TermIndex) {
    this.index = index
  }

  /** Counts the next passage of the index; passages of one kind carry the same tags. */
  count(subject: number, tags: readonly string[]) {
    const key = tags.join('\n')
    const kind = this.kinds.get(key) ?? this.kinds.size
    this.kinds.set(key, kind)
    this.subjectOf.push(subject)
    this.kindOf.push(kind)
    this.sizeOfSubject[subject] = (this.sizeOfSubject[subject] ?? 0) + 1
    this.sizeOfKind[kind] = (this.sizeOfKind[kind] ?? 0) + 1
    this.kindOfSubject[subject] ??= kind
  }

  /** A question that the knowledge answers; the same one again tells nothing new. */
  countQuestion(stems: readonly string[]) {
    const question = stems.join(' ')
    if (this.questions.has(question)) return
    this.questions.add(question)
    for (const stem of new Set(stems)) this.inQuestions.set(stem, (this.inQuestions.get(stem) ?? 0) + 1)
  }

  /** A use of a word that points at what was named before. */
  countPointing(stem: string) {
    this.pointings.set(stem, (this.pointings.get(stem) ?? 0) + 1)
  }

  /** The weight of a word in a question about a subject, or about anything. */
  weigh(stem: string, subject: number | undefined): number {
    const telling = subject === undefined ? this.index.telling(stem) : this.tellingWithin(stem, subject)
    const asking =
      QUESTION_LIMIT * Math.log(1 + this.questions.size / (1 + (this.inQuestions.get(stem) ?? 0)))
    const limited = this.questions.size > 0 ? Math.min(telling, Math.max(asking, telling / 10)) : telling
    return limited * (1 - POINTING_BACK_COSTS * Math.min(1, POINTS_BACK * this.pointsBack(stem)))
  }

  /** Whether a word mostly stands for what was named before ("this property"). */
  isForSubject(stem: string): boolean {
    return this.pointsBack(stem) >= 0.5 / POINTS_BACK
  }

  /** Uses in which a word points at what was named before, beside the passages that have it. */
  private pointsBack(stem: string): number {
    const pointings = this.pointings.get(stem) ?? 0
    return pointings < FEWEST_POINTINGS ? 0 : pointings / this.index.frequency(stem)
  }

  private tellingWithin(stem: string, subject: number): number {
    const everywhere = this.index.having(stem)
    const kind = this.kindOfSubject[subject]
    let here = 0
    let alike = 0
    for (const number of everywhere) {
      if (this.subjectOf[number] === subject) here++
      if (this.kindOf[number] === kind) alike++
    }
    const ofAll = (everywhere.length + 0.5) / (this.index.size + 1)
    const ofKind = (alike + ALL_COUNT * ofAll) / ((this.sizeOfKind[kind ?? -1] ?? 0) + ALL_COUNT)
    const share = (here + KIND_COUNTS * ofKind) / ((this.sizeOfSubject[subject] ?? 0) + KIND_COUNTS)
    return Math.log(1 + (1 - share) / share)
  }
}
