import type { Statement } from './meaning.ts'

/** Street addresses in a folded text. */
export function addressesOf(folded: string): Statement[] {
  if (!/\d|شارع/.test(folded)) return []
  return patterns.flatMap(pattern =>
    [...folded.matchAll(pattern)].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      kind: 'address' as const,
      means: { of: 'words' as const, text: spelledOut(found) },
    })),
  )
}

/** "42 Larkspur Rd." is 42 Larkspur Road. */
const spelledOut = (address: string) =>
  address
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(
      /(?<= )(?:st|rd|ave|ln|dr|blvd|ct|pl|sq)$|(?<=\p{L})str(?= \d)|strasse(?= \d)|(?<=^\d+ )(?:av|bd)(?= )/u,
      short => long[short] ?? short,
    )

const long: Readonly<Record<string, string>> = {
  st: 'street',
  rd: 'road',
  ave: 'avenue',
  ln: 'lane',
  dr: 'drive',
  blvd: 'boulevard',
  ct: 'court',
  pl: 'place',
  sq: 'square',
  str: 'straße',
  strasse: 'straße',
  av: 'avenue',
  bd: 'boulevard',
}

const patterns: readonly RegExp[] = [
  /(?<![\p{L}\p{N}.,:])\d{1,5}[a-z]? (?:(?!(?:and|or|is|am|pm|with|for|by|from|are|to|the|of|on|in|at|days?|hours?|minutes?|euros?|dollars?)\s)[\p{L}'.-]{1,20} ){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|boulevard|blvd|court|place|square|way|terrace|quay|parade)(?![\p{L}])/gu,
  /(?<!\p{L})[\p{L}-]{2,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|ufer|damm) \d{1,4} ?[a-z]?(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])\d{1,4}(?: (?:bis|ter))?,? (?:rue|avenue|av|boulevard|bd|place|allée|chemin|quai|cours) (?:(?:de|du|des|la|le|les) |d'|l'){0,2}[\p{L}'-]{2,30}/gu,
  /(?<!\p{L})(?:calle|avenida|avda\.?|plaza|paseo) (?:de (?:la |los |las )?)?[\p{L}'-]{2,30}(?: [\p{L}'-]{2,30})?,? (?:n[º°] ?)?\d{1,4}(?![\p{L}\p{N}])/gu,
  /[\p{Script=Han}]{1,8}[市区町村][\p{Script=Han}\p{Script=Katakana}ー]{0,8}\d{1,3}(?:-|丁目)\d{1,3}(?:-\d{1,3})?/gu,
  /شارع \p{L}{2,20}(?: \p{L}{2,20})?/gu,
]
