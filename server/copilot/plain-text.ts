/**
 * Characters that nobody sees and that turn, hide or carry text: control characters except line breaks and tabs, overrides of
 * the direction of writing, invisible tags. Joiners and direction marks stay: emoji, Persian and Arabic need them.
 */
const INVISIBLE = /(?![\n\t\u200C-\u200F])[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** Marks of bold and code; a reply box shows them as they are. */
const EMPHASIS = /\*\*|`/g

/** A model's text as an agent may send it: plain, without invisible characters. */
export const plainText = (text: string) => text.replaceAll(INVISIBLE, '').replaceAll(EMPHASIS, '')
