/** Words of turns shorter than this may be names: an answer of one word says little about the word. */
const SHORTEST_TELLING_TURN = 4
const nameCue =
  /(?<!\p{L})(?:name(?:'s| is)?|i am|i'm|im|myself|this is) (?<one>\p{L}+)(?: (?<two>\p{L}+))?/gu

/**
 * The words that an endpoint's conversations or articles use as a matter of course. What is not among them and stands
 * alone in a turn is likely somebody's name.
 */
export function learnFamiliarWords(texts: Iterable<string>): ReadonlySet<string> {
  const words = new Set<string>()
  for (const text of texts) for (const word of tellingWords(text)) words.add(word)
  return words
}

function tellingWords(text: string): string[] {
  const lower = text.toLowerCase()
  const words = lower.match(/\p{L}+/gu) ?? []
  if (words.length < SHORTEST_TELLING_TURN) return []
  const names = new Set([...lower.matchAll(nameCue)].flatMap(({ groups }) => [groups?.one, groups?.two]))
  return words.filter(word => !names.has(word))
}
