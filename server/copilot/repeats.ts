/** So many words in a row are no coincidence. */
const RUN = 8

/** Whether a text repeats a run of words of another one, whatever their case and punctuation. */
export function repeats(text: string, other: string): boolean {
  const runs = new Set(runsOf(other))
  return runsOf(text).some(run => runs.has(run))
}

function runsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.slice(RUN - 1).map((_, index) => words.slice(index, index + RUN).join(' '))
}
