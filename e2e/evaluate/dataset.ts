/** Counts of one dialogue, added up over dialogues: hits and chances, or whatever the measure's `value` takes. */
export type Tally = readonly number[]

/** A figure of quality that can be drawn again over dialogues. */
export interface Measure {
  name: string
  /** One tally a dialogue. */
  tallies: readonly Tally[]
  /** The figure from the sum of tallies. */
  value: (sum: Tally) => number
  /** The same by means that need no engine, beside ours: its name and its tallies, or the figure where it is known. */
  floors?: Readonly<Record<string, readonly Tally[] | number>>
  /** What is to be reached. */
  goal?: { atLeast: number } | { atMost: number }
}

export interface Evaluation {
  measures: Measure[]
  /** Figures that are not drawn again, such as milliseconds. */
  figures?: Record<string, number>
  /** What a reader of the figures should know, a line each. */
  notes?: string[]
}

/** Conversations of one form: how they are read and what is measured on them. */
export interface Dataset {
  /** What the file or folder of `--data` holds, for the help text. */
  holds: string
  /** Where it lies when nobody says; without one `--data` must be given. */
  data?: string
  /** Throws a sentence where the data are not of this form. */
  evaluate(data: string): Promise<Evaluation>
}

/** Share of hits: tallies are `[hits, chances]`. */
export const share = ([hits = 0, chances = 0]: Tally): number => hits / (chances || 1)

/** F1: tallies are `[rightly yes, wrongly yes, wrongly no]`. */
export const f1 = ([right = 0, wronglyYes = 0, wronglyNo = 0]: Tally): number =>
  (2 * right) / (2 * right + wronglyYes + wronglyNo || 1)

/** The tally of one decision for `f1`. */
export const decision = (said: boolean, isTrue: boolean): Tally => [
  Number(said && isTrue),
  Number(said && !isTrue),
  Number(!said && isTrue),
]
