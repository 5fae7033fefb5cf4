import { type CountryCode, isValidPhoneNumber } from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/min/metadata'
import type { PersonalKind } from '../../protocol/settings/privacy.ts'
import type { Turn } from '../personal-data.ts'
import { findBareNames } from './bare-names.ts'
import { isDate } from './dates.ts'
import { isEveryday } from './everyday-words.ts'
import type { Found } from './found.ts'
import { passesLuhn } from './luhn.ts'
import { nearestCue, numericKinds } from './number-cues.ts'

/** Past this many numbers in a text, long ones are taken for phone numbers without being looked up. */
const MAX_LOOKUPS = 200

/** Cards, phones and accounts: numbers that their form, the words around them or the question before give away. */
export function findNumbers(turn: Turn): Found[] {
  const { lower } = turn
  if (!/\d/.test(lower)) return []
  const isBare = isBareTurn(turn)
  let lookups = 0
  const found: Found[] = []
  const others: Found[] = []
  for (const { 0: written, index: start } of lower.matchAll(runs)) {
    const end = start + written.length
    const run = { written, digits: written.replaceAll(/\D/g, ''), start, end }
    const kind =
      kindByForm(run, turn, () => lookups++ < MAX_LOOKUPS) ??
      kindByWords(run, turn) ??
      kindByTurn(run, turn, isBare) ??
      kindByLength(run, turn)
    if (kind) found.push({ start, end, kind })
    else if (isLikeAnAnswer(run, turn)) others.push({ start, end, kind: 'account' })
  }
  // A number without a name beside one with a name belongs to it: "9645 and the card number is …".
  return found.length > 0 ? [...found, ...others] : found
}

const isLikeAnAnswer = ({ written, digits, end }: Run, { lower }: Turn) =>
  /^\d{4}$/.test(written) &&
  !/^(?:19|20)\d\d$|00$/.test(digits) &&
  !unitAfter.test(lower.slice(end, end + 16))

interface Run {
  written: string
  digits: string
  start: number
  end: number
}

/** Digits with the signs that people put between them. Spreadsheets write long numbers as "5.45E+15". */
const runs =
  /(?<![\p{L}\p{N}.,$€£¥])[+(]{0,2}\d{1,30}(?:(?: ?[-./()] ?| )\d{1,30}){0,11}(?: ?e ?\+?\d{2})?(?![\p{L}\p{N}]|[.,]\d)/gu

/** Quantities are nobody's. */
const unitAfter =
  /^ ?(?:%|€|\$|£|¥|°|gb|mb|tb|kb|mbps|gbps|dollars?|usd|eur|euros?|pounds?|rs|rupees|cents?|am|pm|a\.m|p\.m|hours?|hrs?|minutes?|mins?|seconds?|days?|weeks?|months?|years?|nights?|passengers?|persons?|people|members?|tickets?|seats?|miles?|km|kg|lbs?|percent|times?|uhr|stunden?|tage?n?|wochen?|monate?n?|jahre?n?|heures?|jours?|semaines?|mois|ans?|années?|horas?|días?|semanas?|meses|mes|años?|円|日|時|分|年|月|個|人|名|ヶ月|か月|週間|ريال|درهم|جنيه|دولار|يورو|يوم|ايام|أيام|ساعة|ساعات)(?![\p{L}])/u

function kindByForm(
  { written, digits, end }: Run,
  turn: Turn,
  mayLookUp: () => boolean,
): PersonalKind | undefined {
  if (/^\d{1,7}$/.test(digits) || unitAfter.test(turn.lower.slice(end, end + 16))) return undefined
  if (digits.length >= 13 && digits.length <= 19 && passesLuhn(digits)) return 'card'
  if (/e/.test(written)) return 'account'
  if (isDate(written)) return undefined
  if (digits.length > 15) return 'card'
  if (turn.asksForThing && !written.startsWith('+')) return undefined
  return digits.length >= 8 && (!mayLookUp() || isPhone(written, turn.country)) ? 'phone' : undefined
}

/** Long numbers are somebody's, unless they answer a question for an order or the like. */
const kindByLength = (
  { digits, written, end }: Run,
  { lower, asksForThing }: Turn,
): PersonalKind | undefined =>
  digits.length >= 9 &&
  digits.length <= 15 &&
  !asksForThing &&
  !isRound(digits) &&
  !isDate(written) &&
  !unitAfter.test(lower.slice(end, end + 16))
    ? 'account'
    : undefined

const isPhone = (written: string, country: string) =>
  isValidPhoneNumber(written, country as CountryCode, metadata) || written.startsWith('+')

function kindByWords({ written, digits, start, end }: Run, { lower }: Turn): PersonalKind | undefined {
  const kind = nearestCue(lower, start, end) ?? accountOfTransfer(lower, start, digits)
  if (kind === 'birth-date') return digits.length >= 4 ? kind : undefined
  if (!kind || digits.length < 3 || isDate(written)) return undefined
  return unitAfter.test(lower.slice(end, end + 16)) ? undefined : kind
}

/** "Transfer it from 2256 to 7894". */
const accountOfTransfer = (lower: string, start: number, digits: string): PersonalKind | undefined =>
  digits.length >= 4 &&
  !isRound(digits) &&
  /transfer[^.]{0,40}(?<!\p{L})(?:to|from) (?:ac |account )?$/u.test(
    lower.slice(Math.max(0, start - 60), start),
  )
    ? 'account'
    : undefined

const fillers =
  /(?<!\p{L})(?:e|x|a|as|and|or|its|it|is|it's|yes|yeah|yep|ya|ok|okay|sure|no|not|sorry|the|my|number|nr|here|this|that|last|four|digits?|please|thanks|thank you|und|ja|ist|et|oui|est|y|sí|si|es)(?!\p{L})|はい|です|نعم|هو|هي/gu

/** A turn that holds numbers and nothing else to speak of: "yes sure 4297 and 2233", "anand 2564". */
function isBareTurn(turn: Turn): boolean {
  const rest = turn.lower.slice(0, MAX_BARE_TURN + 1).replaceAll(fillers, ' ')
  if (rest.length > MAX_BARE_TURN) return false
  return !/\p{L}/u.test(rest) || isNamed(rest.trim()) || findBareNames(turn).length > 0
}
const MAX_BARE_TURN = 120
/** "anand 2564", "anand lee 2564". */
const named = /^(?<one>\p{L}{3,20})(?: (?<two>\p{L}{3,20}))?\s+\d{4}$/u
const isNamed = (rest: string) => {
  const { one, two } = named.exec(rest)?.groups ?? {}
  return one !== undefined && !isEveryday(one) && (two === undefined || !isEveryday(two))
}

/** 5000 and 90000000 are amounts, 2026 is a year. */
const isRound = (digits: string) => /^\d{1,3}0{3,}$|^20[12]\d$/.test(digits)

function kindByTurn(
  { written, digits, end }: Run,
  { lower, asked, isAnswer }: Turn,
  isBare: boolean,
): PersonalKind | undefined {
  if (digits.length < 3 || unitAfter.test(lower.slice(end, end + 16))) return undefined
  const answers = numericKinds.filter(kind => asked.has(kind))
  if (answers.length > 0) return answers.includes('birth-date') || !isDate(written) ? answers[0] : undefined
  // Nothing is known of the question: a number alone is more likely an answer about the person than anything else.
  return isBare && !isAnswer && digits.length >= 4 && !isDate(written) && !isRound(digits)
    ? 'account'
    : undefined
}
