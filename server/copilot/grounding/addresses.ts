import type { Statement } from './meaning.ts'

/** Street addresses in a folded text. */
export function addressesOf(folded: string): Statement[] {
  return patterns.flatMap(pattern =>
    [...folded.matchAll(pattern)].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      kind: 'address' as const,
      means: { of: 'words' as const, text: found.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim() },
    })),
  )
}

const patterns: readonly RegExp[] = [
  /(?<![\p{L}\p{N}.,])\d{1,5}[a-z]? (?:(?!(?:and|or|is|are|to|the|of|on|in|at|days?|hours?|minutes?|euros?|dollars?)\s)[\p{L}'.-]{1,20} ){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|boulevard|blvd|court|place|square|way|terrace|quay|parade)(?![\p{L}])/gu,
  /(?<!\p{L})[\p{L}-]{2,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|ufer|damm) \d{1,4} ?[a-z]?(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])\d{1,4}(?: (?:bis|ter))?,? (?:rue|avenue|boulevard|place|allée|chemin|quai|cours) (?:(?:de|du|des|la|le|les) |d'|l'){0,2}[\p{L}'-]{2,30}/gu,
  /(?<!\p{L})(?:calle|avenida|avda\.?|plaza|paseo) (?:de (?:la |los |las )?)?[\p{L}'-]{2,30}(?: [\p{L}'-]{2,30})?,? (?:n[º°] ?)?\d{1,4}(?![\p{L}\p{N}])/gu,
  /[\p{Script=Han}]{1,8}[市区町村][\p{Script=Han}\p{Script=Katakana}ー]{0,8}\d{1,3}(?:-|丁目)\d{1,3}(?:-\d{1,3})?/gu,
  /شارع \p{L}{2,20}(?: \p{L}{2,20})?/gu,
]
