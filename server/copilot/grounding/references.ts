import type { Statement } from './meaning.ts'

/** Links, e-mail addresses, phone numbers and identifiers in a folded text. */
export function referencesOf(folded: string): Statement[] {
  return patterns.flatMap(([kind, pattern, textOf]) =>
    [...folded.matchAll(pattern)].flatMap(({ 0: found, index }) => {
      const written = found.replace(/[.,;:!?'"-]+$/, '')
      const text = textOf(written)
      const place = { start: index, end: index + written.length }
      return text ? [{ ...place, kind, means: { of: 'words' as const, text } }] : []
    }),
  )
}

const bareLink = (link: string) =>
  link
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/#?]+$/, '')
const lettersAndDigits = (written: string) => written.replaceAll(/[^\p{L}\p{N}]/gu, '')
/** The country code and the zero before an area are left out: +44 20 7946 0000 is 020 7946 0000. */
const subscriber = (written: string) => {
  const digits = written.replaceAll(/\D/g, '')
  return digits.length >= 7 && digits.length <= 16 ? `tel:${digits.slice(-7)}` : ''
}

const patterns: readonly (readonly [Statement['kind'], RegExp, (written: string) => string])[] = [
  ['link', /https?:\/\/[^\s<>"'\]|]{3,2000}/gu, written => bareLink(written.replace(/\)+$/, ''))],
  [
    'link',
    /(?<![\p{L}\p{N}@./:-])(?:www\.)?(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,4}(?:com|net|org|edu|gov|info|io|app|shop|store|online|example|de|fr|es|jp|uk|co|eu|us|ch|at|sa|ae|eg|in|test)(?![\p{L}\p{N}@])(?:\/[^\s<>"')\]|]{0,500})?/gu,
    bareLink,
  ],
  ['link', /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,62}(?:\.[\p{L}\p{N}-]{1,62}){1,4}/gu, written => written],
  [
    'identifier',
    /(?<![\p{L}\p{N}.,:/-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{1,5}\)[ .-]?)?\d{1,5}(?:[ .-]\d{2,5}){1,5}(?![\p{L}\p{N}]|[.,:/]\d|-\d)/gu,
    subscriber,
  ],
  ['identifier', /(?<![\p{L}\p{N}])\+?\d{7,16}(?![\p{L}\p{N}]|[.,]\d)/gu, subscriber],
  [
    'identifier',
    /(?<![\p{L}\p{N}])(?=[\p{L}\d/_-]{0,30}\d)(?=[\p{L}\d/_-]{0,30}[a-z])(?:[a-z\d]{1,12}[-_/]){0,4}[a-z\d]{1,20}(?![\p{L}\p{N}])/gu,
    written => (isIdentifier(written) ? lettersAndDigits(written) : ''),
  ],
  ['identifier', /#\d{2,15}(?!\d)/gu, written => written.slice(1)],
]

/** Letters and digits that are no measure ("5gb", "17h30", "3rd") and no word with a number ("14-day", "a-1"). */
function isIdentifier(written: string): boolean {
  if (
    /^\d+(?:st|nd|rd|th|er|k|m|h|g|l|w|s|gb|mb|tb|kb|go|mo|am|pm|km|cm|mm|kg|hz|kwh|min|mins|hrs|x|ft|lb|lbs|mbps|gbps|eur|usd|gbp|chf|p|c|e)?$/.test(
      written,
    )
  )
    return false
  if (/^\d{1,2}h\d{2}$/.test(written) || /^\d+(?:\.\d+)?[-/]\p{L}+$/u.test(written)) return false
  if (/^\d+[-/]\d+\p{L}*$/u.test(written)) return false
  return !/^(?:mon|tue|wed|thu|fri|sat|sun)/.test(written) || written.length > 8
}
