import type { Statement } from './meaning.ts'

/** Links, e-mail addresses, phone numbers and identifiers; `cased` is the folded text with its capitals. */
export function referencesOf(folded: string, cased: string): Statement[] {
  return [...writtenTogether(folded), ...withSpace(cased)]
}

const codes =
  /(?<![\p{L}\p{N}-])(?!(?:AM|PM|EUR|USD|GBP|CHF|AUD|CAD|SEK|NOK|DKK|PLN|SAR|AED|INR|JPY|UTC|GMT|CET|EST|PST|ET|PT|IOS|OS|USB|IP|TV|PC|NO|ID|Q|S|M|L|XL|LED|RAM)(?!\p{L}))(?<code>[A-Z]{1,4}) (?<number>\d{2,6}(?: \d{3})?)(?![\p{L}\p{N}%]|[.,]\d| ?(?:€|%))/gu

/** "LH 902" and "FF 009 221" are LH902 and FF009221. */
const withSpace = (cased: string): Statement[] =>
  [...cased.matchAll(codes)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    kind: 'identifier' as const,
    means: { of: 'words' as const, text: lettersAndDigits(found.toLowerCase()) },
  }))

function writtenTogether(folded: string): Statement[] {
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
    /(?<![\p{L}\p{N}.,:/-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{1,5}\)[ .-]?)?\d{1,5}(?:[ ./-]\d{2,8}){1,5}(?![\p{L}\p{N}]|[.,:/]\d|-\d)/gu,
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
  if (/^\d+(?:x\d+){1,2}$/.test(written)) return false
  if (/^\d{1,2}h\d{2}$/.test(written) || /^\d+(?:\.\d+)?(?:[-/]\p{L}+)+$/u.test(written)) return false
  if (/^\d+[-/]\d+\p{L}*$/u.test(written)) return false
  if (/^(?:under|over|pre|post|mid|top|unter|über|ab|plus|moins)-\d+s?$/.test(written)) return false
  return !/^(?:mon|tue|wed|thu|fri|sat|sun)/.test(written) || written.length > 8
}
