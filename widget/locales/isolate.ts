const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/

/**
 * Keeps words that run from right to left from rearranging the sentence that they are put into, by the marks
 * of Unicode's bidirectional algorithm. Other words need none.
 */
export function isolate(words: string): string {
  return rightToLeft.test(words) ? `\u2068${words}\u2069` : words
}
