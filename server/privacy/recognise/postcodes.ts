import type { Turn } from '../personal-data.ts'
import { isDate } from './dates.ts'
import { type Found, spansOf } from './found.ts'

/** A place and its postcode are a short turn; longer ones speak of other things. */
const MAX_LENGTH = 60

/** Postcodes beside the name of a place: "New York 10007", "60025 Washington", "I am from Irving 75014". */
export function findPostcodes({ lower, isAnswer, asked }: Turn): Found[] {
  if (!/\d/.test(lower)) return []
  const found = [
    ...spansOf(afterState, lower, 'postcode', 'code'),
    ...spansOf(british, lower, 'postcode'),
    ...spansOf(afterCity, lower, 'postcode', 'code'),
  ]
  if (lower.length <= MAX_LENGTH && (!isAnswer || asked.has('postcode') || asked.has('address')))
    found.push(
      ...spansOf(afterPlace, lower, 'postcode', 'code'),
      ...spansOf(beforePlace, lower, 'postcode', 'code'),
    )
  return found.filter(({ start, end }) => !isDate(lower.slice(start, end)))
}

const afterState =
  /(?<=(?:^|[\s,])(?:a[klrz]|c[aot]|d[ce]|fl|ga|hi|i[adln]|k[sy]|la|m[adeinost]|n[cdehjmvy]|o[hkr]|pa|ri|s[cd]|t[nx]|ut|v[at]|w[aivy])[ ,]{1,2})(?<code>\d{5,8}(?:-\d{4})?)(?!\d)/dgu
const british = /(?<![\p{L}\p{N}])[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}(?![\p{L}\p{N}])/gu
const afterCity =
  /(?<!\p{L})(?:city|town|located|location|live|living|belong|area|place)(?: \p{L}{1,20}){0,4} (?<code>\d{5,8})(?!\d)/dgu
/** Words that count or name something else than a place. */
const other = String.raw`(?:amount|total|price|cost|transfer|pay|paid|order|flight|ticket|invoice|reference|ref|about|only|of|for|charged?|balance|limit|plus|minus|at|around|yes|yeah|sure|ok|okay|is|was|report|number|jan\p{L}*|feb\p{L}*|mar|march|apr\p{L}*|may|june?|july?|aug\p{L}*|sept?|septem\p{L}*|oct\p{L}*|nov\p{L}*|dec\p{L}*|dollars?|date|time|code|id|version|error|model)`
const afterPlace = new RegExp(
  String.raw`^(?:\s*(?!${other}(?!\p{L}))\p{L}{2,20}[,.]?){1,4}(?:\s|,|and)+(?<code>\d{5,8})\s*$`,
  'dgu',
)
const beforePlace = new RegExp(
  String.raw`^\s*(?:\p{L}{2,5} )?(?<code>\d{5,8})(?:\s|,|and)+(?:(?!${other}(?!\p{L}))\p{L}{2,20}\s*){1,4}$`,
  'dgu',
)
