/** A sentence or a line of a text: UTF-16 offsets, `end` excluded. */
export interface Sentence {
  start: number
  end: number
}

/** Ends of sentences; a point in a number, an abbreviation of one letter or a day ("3. Mai") ends none. */
const ends =
  /\n+|(?<!(?<!\p{L})(?:(?<!\d ?)\p{L}|dr|mr|mrs|ms|st|no|nr|ca|bzw|str|approx|vs|art|tel|max|min|sra|sr|ud|uds|z\.b|e\.g|i\.e|[ap]\.m))(?<!\d)\.(?=\s|$)|(?<=\d)\.(?=\s+[\p{Lu}\p{Script=Arabic}](?!\p{Ll}{2,8} \d{4}))|[!?。！？؟]+/giu

export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let start = 0
  const add = (end: number) => {
    if (text.slice(start, end).trim() !== '') sentences.push({ start, end })
    start = end
  }
  for (const { 0: mark, index } of text.matchAll(ends)) add(index + mark.length)
  add(text.length)
  return sentences
}
