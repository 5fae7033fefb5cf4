import type { Turn } from '../personal-data.ts'
import { type Found, spansOf } from './found.ts'

/** Numbers of persons that states give out, where their form or check digits tell them apart. */
export function findNationalIds({ text }: Turn): Found[] {
  if (!/\d/.test(text)) return []
  return forms.flatMap(([form, isGenuine]) =>
    spansOf(form, text, 'national-id').filter(({ start, end }) =>
      isGenuine(
        text
          .slice(start, end)
          .replaceAll(/[\s.-]/g, '')
          .toUpperCase(),
      ),
    ),
  )
}

const always = () => true
const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE'

const forms: readonly (readonly [RegExp, (plain: string) => boolean])[] = [
  // United States: social security number.
  [/(?<![\d-])(?!000|666|9\d\d)\d{3}-\d{2}-\d{4}(?![\d-])/g, always],
  // United Kingdom: national insurance number.
  [/\b(?![DFIQUV])[A-Z](?![DFIQUVO])[A-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/gi, always],
  // Spain: DNI and NIE, whose letter follows from the number.
  [/\b[XYZ]?-?\d{7,8}-?[A-Z]\b/gi, isSpanish],
  // France: social security number with its key, modulo 97.
  [/(?<!\d)[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?!\d)/gi, isFrench],
  // Germany: tax identification number, ISO 7064 mod 11, 10.
  [/(?<!\d)[1-9]\d(?: ?\d{3}){3}(?!\d)/g, isGerman],
  // India: permanent account number.
  [/\b[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z]\b/g, always],
]

function isSpanish(plain: string): boolean {
  const number = plain.slice(0, -1).replace(/^[XYZ]/, letter => String('XYZ'.indexOf(letter)))
  return number.length === 8 && DNI_LETTERS[Number(number) % 23] === plain.at(-1)
}

function isFrench(plain: string): boolean {
  const number = plain.slice(0, -2).replace('2A', '19').replace('2B', '18')
  return 97 - Number(BigInt(number) % 97n) === Number(plain.slice(-2))
}

function isGerman(plain: string): boolean {
  let product = 10
  for (const digit of plain.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10 === Number(plain.at(-1))
}
