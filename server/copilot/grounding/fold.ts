/**
 * The same text, place by place, in lower case with one form for digits, spaces, quotes and dashes, and with Arabic
 * letters as they are typed in a hurry. Offsets stay those of the text.
 */
export const fold = (text: string): string =>
  // The Turkish capital is the one letter that would become two.
  foldCase(text.replaceAll('İ', 'i').toLowerCase())

/** The same without lower case, for what is told by capitals. */
export const foldCase = (text: string): string =>
  text.replaceAll(VARIANTS, letter => forms.get(letter) ?? letter)

const forms = new Map<string, string>()
const add = (letters: string, form: string) => {
  for (const letter of letters) forms.set(letter, form)
}
for (let digit = 0; digit < 10; digit++) {
  for (const zero of [0x0660, 0x06f0, 0xff10]) forms.set(String.fromCharCode(zero + digit), String(digit))
}
for (let code = 0xff01; code < 0xff5f; code++) {
  const letter = String.fromCharCode(code)
  if (!forms.has(letter)) forms.set(letter, String.fromCharCode(code - 0xfee0).toLowerCase())
}
add('\u00a0\u2007\u2009\u202f\u3000', ' ')
add('’‘ʼ´`', "'")
add('“”„«»', '"')
add('‐‑‒–—−〜～', '-')
add('×', 'x')
add('٫', '.')
add('٬،', ',')
add('٪', '%')
add('؟', '?')
add('أإآ', 'ا')
add('ى', 'ي')
add('ة', 'ه')

const VARIANTS = new RegExp(`[${[...forms.keys()].join('').replaceAll(/[\]\\^-]/g, String.raw`\$&`)}]`, 'g')
