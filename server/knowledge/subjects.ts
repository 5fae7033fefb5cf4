import type { Spelling } from './spelling.ts'
import { stemInName, type Tokens, type WordEntry } from './tokens.ts'
import { Vocabulary } from './vocabulary.ts'

/** Longer titles are sentences, and nobody calls anything by them. */
const LONGEST_NAME = 8
/** Words of a title that may stand for it, at most; the whole of a name always may. */
const LONGEST_PART = 4
/** A part that says this much of a name, by how telling its words are among titles, stands for all of it. */
const SAYS_ENOUGH = 0.4
/** A name that others share or that is common language is no name below this strength, and a weak one below that. */
const FAINTEST = 0.15
const WEAK = 0.4
/** Something spoken of before something else was named counts half as much. */
const EARLIER = 0.5
/** What a weak name adds where it may mean what is spoken of already, and where it would be something new. */
const WEAK_AGAIN = 0.5
const WEAK_ANEW = 0.3
/** An article has no more passages than this; what has more is a thing of which many texts tell. */
const LONGEST_ARTICLE = 15
/** So many names share a word that says what they are ("hotel"). */
const OF_SEVERAL = 3
/** A subject of another kind than the one that the last turn speaks of ("the restaurant"). */
const OTHER_KIND = 0.2
/** The number of a word that no title has. */
const NOT_IN_TITLES = -1
/** Titles between two pauses: some milliseconds of work. */
const STRETCH = 200

/** What a dialogue is about: subjects by their number, with a strength up to 1, and the words that named them last. */
export interface SpokenOf {
  strengths: ReadonlyMap<number, number>
  names: ReadonlySet<string>
}

/**
 * What titles name: products, places, plans. People call them by a part ("the Aurora"), misspelt, or written apart.
 * Which parts are names is mined: a part counts the less the more other subjects' titles or texts have it.
 * Give all titles first, then let it hear all texts, then `finish`.
 */
export class Subjects {
  private readonly tokens: Tokens
  /** By their titles as they are written, and by the words of these. */
  private readonly asWritten = new Map<string, number>()
  private readonly numbers = new Map<string, number>()
  private readonly titles: string[][] = []
  private readonly kinds: string[][] = []
  /** How many passages there are of each. */
  private readonly told: number[] = []
  private readonly titlesWith = new Map<string, number>()
  /** Parts of titles, written together, with the subjects they may mean. */
  private readonly parts = new Map<string, Part>()
  /** The same, word by word, to hear them in texts; words of titles by number. */
  private readonly vocabulary = new Vocabulary()
  private beginnings: Branch[] = []
  private readonly names = new Map<string, [subject: number, strength: number][]>()

  constructor(tokens: Tokens) {
    this.tokens = tokens
  }

  /** The number of the subject of this title; tags say of what kind it is. */
  add(title: string, tags: readonly string[]): number {
    const number = this.asWritten.get(title) ?? this.read(title, tags)
    this.asWritten.set(title, number)
    this.told[number]!++
    return number
  }

  private read(title: string, tags: readonly string[]): number {
    const words = this.tokens.wordsOfName(title)
    const key = words.join(' ')
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    const number = this.titles.length
    this.numbers.set(key, number)
    this.titles.push(words)
    this.told.push(0)
    this.kinds.push(tags.flatMap(tag => this.tokens.wordsOfName(tag)))
    for (const word of new Set(words)) this.titlesWith.set(word, (this.titlesWith.get(word) ?? 0) + 1)
    for (const { part, place, length } of partsOf(words)) {
      let known = this.parts.get(part)
      if (!known) this.parts.set(part, (known = { subjects: new Set(), heardBy: -1, times: 0 }))
      known.subjects.add(number)
      if (length <= LONGEST_PART) this.branchOf(words.slice(place, place + length)).part = known
    }
    return number
  }

  /** Where words lead that may be heard in texts. */
  private branchOf(words: readonly string[]): Branch {
    const [first, ...rest] = words.map(word => this.vocabulary.add(word))
    let branch = (this.beginnings[first!] ??= {})
    for (const word of rest) {
      branch.longer ??= new Map()
      let next = branch.longer.get(word)
      if (!next) branch.longer.set(word, (next = {}))
      branch = next
    }
    return branch
  }

  /** A text about a subject: what it calls by a part of another's name is less of a name. */
  hear(subject: number, words: readonly WordEntry[]) {
    const numbers = words.map(word => this.numberOf(word))
    for (let start = 0; start < numbers.length; start++) {
      let branch = this.beginnings[numbers[start]!]
      for (let end = start + 1; branch; end++) {
        if (branch.part) hearPart(branch.part, subject)
        branch = branch.longer?.get(numbers[end] ?? NOT_IN_TITLES)
      }
    }
  }

  private numberOf(word: WordEntry): number {
    word.inTitles ??= this.vocabulary.find(stemInName(word)) ?? NOT_IN_TITLES
    return word.inTitles
  }

  /** Whether it is a thing of which many texts tell, rather than what one article is about. */
  isThing(subject: number): boolean {
    return this.told[subject]! > LONGEST_ARTICLE
  }

  /** Settles what is a name, in short stretches: the caller may do something else at each pause. */
  *finish(): Generator<void, void> {
    for (const [number, words] of this.titles.entries()) {
      if (number % STRETCH === 0) yield
      const whole = this.says(words)
      for (const { part, length, place } of partsOf(words)) {
        const others = this.parts.get(part)!.subjects.size - 1 + this.parts.get(part)!.times
        const isWhole = length === words.length
        const own = isWhole ? 1 / (1 + 0.1 * others) : 1 / (1 + others)
        const said = this.says(words.slice(place, place + length)) / whole
        const strength = own * Math.min(1, said / SAYS_ENOUGH)
        // People shorten a name to its beginning; what stands later must be its own.
        if (strength < FAINTEST || (!isWhole && place > 0 && own < 0.5)) continue
        const meant = this.names.get(part)
        if (!meant) this.names.set(part, [[number, strength]])
        else if (meant.every(([other]) => other !== number)) meant.push([number, strength])
      }
    }
    this.parts.clear()
    this.beginnings = []
    this.asWritten.clear()
  }

  /** How telling words are among titles. */
  private says(words: readonly string[]): number {
    return words.reduce(
      (sum, word) => sum + Math.log(1 + this.titles.length / (this.titlesWith.get(word) ?? 1)),
      0,
    )
  }

  /** Words that say of what kind these subjects are: their tags, and what several of their names share. */
  kindsOf(subjects: Iterable<number>): Set<string> {
    const kinds = new Set<string>()
    const times = new Map<string, number>()
    for (const subject of subjects) {
      for (const kind of this.kinds[subject]!) kinds.add(kind)
      for (const word of new Set(this.titles[subject])) times.set(word, (times.get(word) ?? 0) + 1)
    }
    for (const [word, count] of times) if (count >= OF_SEVERAL) kinds.add(word)
    return kinds
  }

  /** Words that say of what kind a subject is, and those of its name. */
  wordsOf(subject: number): string[] {
    return [...this.kinds[subject]!, ...this.titles[subject]!]
  }

  /** What is spoken of, the last turn counting most; `turns` are newest first. */
  spokenOf(turns: readonly string[], spelling: Spelling): SpokenOf {
    const strengths = new Map<number, number>()
    const weak = new Map<number, number>()
    let names: ReadonlySet<string> = new Set()
    let level = 1
    for (const [age, text] of turns.entries()) {
      const { found, words } = this.namedIn(text, spelling)
      if (age === 0) names = words
      if (found.size === 0) continue
      const isClear = Math.max(...found.values()) >= WEAK
      for (const [subject, strength] of found) {
        if (isClear) raise(strengths, subject, level * strength)
        else raise(weak, subject, strength * EARLIER ** age)
      }
      if (isClear) level *= EARLIER
    }
    const isNew = strengths.size === 0
    for (const [subject, strength] of weak) {
      const before = strengths.get(subject)
      if (before === undefined && !isNew) strengths.set(subject, WEAK_ANEW * strength)
      else strengths.set(subject, Math.min(1, (before ?? 0) + WEAK_AGAIN * strength))
    }
    return { strengths: this.ofKind(turns[0] ?? '', strengths), names }
  }

  /** Longest names first; no word belongs to two. */
  private namedIn(text: string, spelling: Spelling) {
    const words = this.tokens.wordsOfName(text, word => spelling.meant(word))
    const spans = spansOf(words, part => this.names.has(part))
    const taken = new Set<number>()
    const named = new Set<number>()
    const found = new Map<number, number>()
    for (const { part, place, length } of spans.sort((one, other) => other.length - one.length)) {
      const places = Array.from({ length }, (_, offset) => place + offset)
      if (places.some(one => taken.has(one))) continue
      for (const one of places) taken.add(one)
      const meant = this.names.get(part)!
      for (const [subject, strength] of meant) raise(found, subject, strength)
      // The title of an article says what is asked; the name of a thing does not.
      if (meant.some(([subject]) => this.isThing(subject))) for (const one of places) named.add(one)
    }
    return { found, words: new Set(words.filter((_, place) => named.has(place))) }
  }

  /** Where the last turn says of what kind it speaks, subjects of other kinds step back. */
  private ofKind(text: string, strengths: Map<number, number>): Map<number, number> {
    const said = new Set(this.tokens.wordsOfName(text))
    const isMeant = (subject: number) => this.kinds[subject]!.some(kind => said.has(kind))
    if (![...strengths.keys()].some(isMeant)) return strengths
    return new Map(
      [...strengths].map(([subject, strength]) => [
        subject,
        isMeant(subject) ? strength : OTHER_KIND * strength,
      ]),
    )
  }
}

/** A part of titles: the subjects that it may mean, and in how many others' texts it was heard. */
interface Part {
  readonly subjects: Set<number>
  heardBy: number
  times: number
}

/** What words lead to that were heard one after the other. */
interface Branch {
  part?: Part
  longer?: Map<number, Branch>
}

function hearPart(part: Part, subject: number) {
  if (part.heardBy === subject || part.subjects.has(subject)) return
  part.heardBy = subject
  part.times++
}

interface Span {
  /** The words written together, so that "allen bell" and "Allenbell" are the same. */
  part: string
  place: number
  length: number
}

function partsOf(words: readonly string[]): Span[] {
  if (words.length > LONGEST_NAME) return []
  return spansOf(words, (_, length) => length <= LONGEST_PART || length === words.length)
}

/** As many words in a row as names have, wherever they begin; those that `isWanted` says yes to. */
function spansOf(words: readonly string[], isWanted: (part: string, length: number) => boolean): Span[] {
  const spans: Span[] = []
  for (let place = 0; place < words.length; place++) {
    let part = ''
    for (let length = 1; length <= LONGEST_NAME && place + length <= words.length; length++) {
      part += words[place + length - 1]!
      if (isWanted(part, length)) spans.push({ part, place, length })
    }
  }
  return spans
}

function raise(strengths: Map<number, number>, subject: number, strength: number) {
  strengths.set(subject, Math.max(strengths.get(subject) ?? 0, strength))
}
