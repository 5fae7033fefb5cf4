const MAX_REMEMBERED = 5_000
const LONGEST_REMEMBERED = 5_000

/**
 * The same reading of a text, remembered: a dialogue is read again with each of its turns, a passage with each question
 * that it comes near to. Long texts are not kept, and a full memory starts anew.
 */
export function remembering<Result>(read: (text: string) => Result): (text: string) => Result {
  const remembered = new Map<string, Result>()
  return text => {
    const known = remembered.get(text)
    if (known !== undefined) return known
    const result = read(text)
    if (text.length > LONGEST_REMEMBERED) return result
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    remembered.set(text, result)
    return result
  }
}
