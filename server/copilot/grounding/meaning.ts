import type { Claim } from '../../protocol/assists.ts'

/** A day as far as it was said; month and day count from 1. */
export interface Day {
  year?: number
  month?: number
  day?: number
}

/** What a stated thing means, whatever it was written like. Several values stand where the writing leaves it open. */
export type Meaning =
  | {
      of: 'number'
      values: number[]
      unit?: string
      counts?: number[]
      per?: string
      mayBeTime?: boolean
      isCount?: boolean
    }
  | { of: 'money'; values: number[]; currency?: string; per?: string }
  /** In seconds, or in months or working days where seconds would not be exact; `counts` is the number itself. */
  | {
      of: 'duration'
      values: number[]
      base: 'seconds' | 'months' | 'working days'
      counts?: number[]
    }
  /** In minutes since midnight. */
  | { of: 'time'; values: number[] }
  | { of: 'date'; days: Day[] }
  /** Days of the week, Monday is 0. A range holds them all. */
  | { of: 'weekdays'; days: number[] }
  /** Days counted from today, and weeks or months from this one. */
  | { of: 'relative day'; word: string }
  /** Letters and digits in lower case. */
  | { of: 'words'; text: string }

/** What a limit leaves: "from 5", "up to 5", "until Monday"; without the limit itself "over 5", "under 5". */
export type Bound = 'least' | 'most' | 'above' | 'below'

/** A place in a text that states something. */
export interface Statement {
  start: number
  end: number
  kind: Claim['kind']
  means: Meaning
  bound?: Bound
  /** Too ordinary to be doubted in a draft ("one moment"), good enough as evidence. */
  vague?: boolean
  /** Doubted only where a source says something else of its sort. */
  mild?: boolean
}
