import { direction } from './locale.ts'

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/

/** Marks that reorder what follows them: in somebody's words they may make a sentence of ours say the opposite. */
const overrides = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/**
 * Keeps somebody's words from rearranging the sentence that they are put into, by the marks of Unicode's
 * bidirectional algorithm. Words that run as the sentence does need none.
 */
export function isolate(words: string): string {
  const plain = words.replace(overrides, '')
  return rightToLeft.test(plain) || direction() === 'rtl' ? `\u2068${plain}\u2069` : plain
}
