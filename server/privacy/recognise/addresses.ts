import type { Turn } from '../personal-data.ts'
import { type Found, spansOf } from './found.ts'

/** Street addresses and the postcode and town that follow them. */
export function findAddresses({ lower, asked }: Turn): Found[] {
  return [
    ...spansOf(numberFirst, lower, 'address'),
    ...spansOf(numberLast, lower, 'address'),
    ...spansOf(withState, lower, 'address'),
    ...(lower.length <= MAX_BARE_ADDRESS ? spansOf(bare, lower, 'address', 'value') : []),
    ...spansOf(called, lower, 'address', 'value'),
    ...(lower.length <= MAX_BARE_ADDRESS ? spansOf(withoutNumber, lower, 'address') : []),
    ...(asked.has('address') ? spansOf(answered, lower, 'address', 'value') : []),
  ]
}

const town = String.raw`(?:,? (?:apt|apartment|unit|suite|flat|#) ?[\p{L}\d]{1,6}(?: [a-d](?!\p{L}))?)?(?:,? (?!(?:and|but|my|i|is|it|its|the|please|not|with|to|in|on|for)(?!\p{L}))[\p{L}'.]{2,20}){0,4}(?:,? [a-z]{2})?(?:,? \d{5}(?:-\d{4})?)?`

/** "412 rose drive", "12 rue de la Paix", "1600 Pennsylvania Ave NW". */
const numberFirst = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:no\.? ?)?\d{1,6}[a-z]?,? (?:(?!(?:and|or|is|to|for|my|days?|hours?|minutes?|dollars?|euros?)(?!\p{L}))(?!(?:st|nd|rd|th)(?!\p{L}))[\p{L}'.]{1,20} |\d{1,3} ?(?:st|nd|rd|th) ){1,4}(?:street|stree|sreet|st|road|rd|nagar|colony|salai|marg|layout|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|way|terrace|square|circle|cir|parkway|pkwy|highway|hwy|close|crescent|trail|cross)(?![\p{L}])${town}|(?<![\p{L}\p{N}])\d{1,5}(?: ?(?:bis|ter|[a-d]))?,? (?:rue|avenue|av|boulevard|bd|place|allée|chemin|impasse|quai|cours) (?:(?:de|du|des|la|le|les) |d'|l'){0,2}[\p{L}'-]{2,30}(?: [\p{L}'-]{2,30})?(?:,? \d{5} [\p{L}'-]{2,30})?`,
  'gu',
)

/** "Hauptstraße 5, 10115 Berlin", "Calle Mayor 5". */
const numberLast =
  /(?<!\p{L})(?:[\p{L}-]{2,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|ufer|damm|ring)|(?:calle|c\/|avenida|avda\.?|plaza|paseo|camino) (?:de (?:la |los |las )?)?[\p{L}'-]{2,30}(?: [\p{L}'-]{2,30})?),? (?:n[º°] ?)?\d{1,4} ?[a-z]?(?![\p{L}\p{N}])(?:,? \d{4,5} [\p{L}'-]{2,30})?|〒 ?\d{3}-\d{4}[ 　]?(?:[\p{Script=Han}]{2,4}[都道府県][^\s、。]{2,40})?|[\p{Script=Han}]{2,3}[都道府県][\p{Script=Han}\p{Script=Katakana}ー]{1,8}[市区町村郡][^\s、。]{1,40}/gu

/** "My new address is 34 Karan Street …", up to the end of what is said of it. */
const called =
  /(?<!\p{L})(?:(?:my |new |home |the |billing |shipping |mailing |current |correct )+address|(?:meine |neue |die )+(?:adresse|anschrift)|(?:mon |ma |nouvelle )+adresse|(?:mi |nueva )+dirección|i live (?:at|in)|i am (?:living|staying) at|ich wohne in der|j'habite (?:au|à)?|vivo en(?: la)?|住所は|عنواني(?: هو)?) ?(?:is|was|ist|lautet|est|es|to|should be|:)? ?(?<value>(?=[^.;!?\n]{0,60}\d)(?!(?:and|but|not|wrong)(?!\p{L}))[^.;!?\n]{4,90}?)(?=[.;!?\n]|$| (?:and|but) (?:my|the|i|please)(?!\p{L})|です)/dgu

/** "12 Baker apt 4 Springfield IL 62704". */
const withState =
  /(?<![\p{L}\p{N}])(?:(?:no|door|flat|house|plot)\.? (?:no\.? )?)?\d{1,6}[a-z]? (?=\p{L})[^.;!?\n]{4,60}? (?:a[klrz]|c[aot]|d[ce]|fl|ga|hi|i[adln]|k[sy]|la|m[adeinost]|n[cdehjmvy]|o[hkr]|pa|ri|s[cd]|t[nx]|ut|v[at]|w[aivy]) \d{5}(?:-\d{4})?(?!\d)/gu

const MAX_BARE_ADDRESS = 80
/** A turn that begins with a house's number and goes on with names: "190 New York 4th Cross NY", "door no 7 lake view". */
const bare =
  /^(?:(?:sure|yes|ok|okay|it is|its|it's|my address is|address)[, ]{1,2}){0,2}(?<value>(?:(?:no|door|flat|house|plot|apt)\.? (?:no\.? |number )?\d{1,6}|\d{3,5})[a-z]?,? (?!(?:gb|mb|dollars?|usd|euros?|rs|rupees|only|and|is|for|from|to|am|pm|was|please|ok|miles|points|days?|months?|last|my|ssn|card|account)(?!\p{L}))\p{L}{2,20}(?: (?!(?:is|my|and|please|ssn|card|account|dollars?)(?!\p{L}))[\p{L}\d]{1,20}){1,9})$/dgu
/** A turn that is hardly more than a street: "Oxford Street London". */
const withoutNumber =
  /^(?:(?:it is|its|it's|at|sure|yes|my address is) )?(?!(?:the|my|which|what|this|that|same|a)(?!\p{L}))\p{L}{3,20}(?: \p{L}{3,20})? (?:street|road|avenue|lane|drive|boulevard)(?:,? \p{L}{2,20}){0,3}\.?$/gu

/** The answer to "your address?": anything with a number in it, or two names with a comma. */
const answered =
  /^(?:(?:sure|yes|ok|okay|it is|it's|its|ja|oui|sí)[, ]{1,2})?(?<value>(?=.{0,80}\d|\p{L}+(?: \p{L}+){0,5}, ?\p{L}+(?: \p{L}+){0,3}$)(?!one |just |let |i |why |what |wait)[^?؟？]{4,120})$/dgu
