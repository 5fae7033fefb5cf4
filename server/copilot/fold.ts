/**
 * A text as patterns look at it: lower case, straight quotes, without accents. German umlauts become `ae`, `oe`, `ue`,
 * as many type them, because "wurde" and "würde" are two words.
 */
export function foldFor(language: string, text: string): string {
  const lower = text.toLowerCase().replaceAll(/[’‘`´]/g, "'")
  const spelled = language === 'de' ? lower.replaceAll(/[äöüß]/g, letter => GERMAN[letter] ?? letter) : lower
  return spelled
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const GERMAN: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }
