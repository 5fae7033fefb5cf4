import type { Replaced } from './mask.ts'
import { PLACEHOLDER } from './placeholders.ts'

/** Puts back what placeholders stand for. Those that nothing is known of stay as they are. */
export function restore(text: string, replaced: Replaced): string {
  if (!text.includes('[')) return text
  const values = new Map(Object.entries(replaced).map(([written, value]) => [written.toLowerCase(), value]))
  return text.replaceAll(
    PLACEHOLDER,
    (written: string, word: string, number: string) =>
      values.get(`[${word} ${Number(number)}]`.toLowerCase()) ?? written,
  )
}
