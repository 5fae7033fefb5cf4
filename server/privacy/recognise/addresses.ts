import type { Turn } from '../personal-data.ts'
import { type Found, spansOf } from './found.ts'

/** Street addresses and the postcode and town that follow them. */
export function findAddresses({ lower }: Turn): Found[] {
  return [...spansOf(numberFirst, lower, 'address'), ...spansOf(numberLast, lower, 'address')]
}

const town = String.raw`(?:,? (?:apt|apartment|unit|suite|flat|#) ?[\p{L}\d]{1,6})?(?:,? [\p{L}'.]{2,20}){0,3}(?:,? [a-z]{2})?(?:,? \d{5}(?:-\d{4})?)?`

/** "412 rose drive", "12 rue de la Paix", "1600 Pennsylvania Ave NW". */
const numberFirst = new RegExp(
  String.raw`(?<![\p{L}\p{N}])\d{1,6}[a-z]?,? (?:[\p{L}'.]{1,20} |\d{1,3}(?:st|nd|rd|th)? ){0,4}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|way|terrace|square|circle|cir|parkway|pkwy|highway|hwy|close|crescent|trail|cross)(?![\p{L}])${town}|(?<![\p{L}\p{N}])\d{1,5}(?: ?(?:bis|ter|[a-d]))?,? (?:rue|avenue|av|boulevard|bd|place|allée|chemin|impasse|quai|cours) (?:(?:de|du|des|la|le|les) |d'|l'){0,2}[\p{L}'-]{2,30}(?: [\p{L}'-]{2,30})?(?:,? \d{5} [\p{L}'-]{2,30})?`,
  'gu',
)

/** "Hauptstraße 5, 10115 Berlin", "Calle Mayor 5". */
const numberLast =
  /(?<!\p{L})(?:[\p{L}-]{2,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|ufer|damm|ring)|(?:calle|c\/|avenida|avda\.?|plaza|paseo|camino) (?:de (?:la |los |las )?)?[\p{L}'-]{2,30}(?: [\p{L}'-]{2,30})?),? (?:n[º°] ?)?\d{1,4} ?[a-z]?(?![\p{L}\p{N}])(?:,? \d{4,5} [\p{L}'-]{2,30})?|〒 ?\d{3}-\d{4}[ 　]?(?:[\p{Script=Han}]{2,4}[都道府県][^\s、。]{2,40})?|[\p{Script=Han}]{2,3}[都道府県][\p{Script=Han}\p{Script=Katakana}ー]{1,8}[市区町村郡][^\s、。]{1,40}/gu
