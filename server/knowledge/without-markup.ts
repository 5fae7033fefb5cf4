/** What is read of one text, in characters: nobody asks more than that, and every pattern stays quick on what is hostile. */
const MOST_READ = 20_000
/** What can be part of markup at all: most texts have nothing of it. */
const marks = /[<&]|:\/\/|www\./i

const entity = /&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7})|#x([\da-f]{1,6}));/gi
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}
/** What a page does not show: comments, and scripts and styles with all that is in them. */
const unseen =
  /<!--[^]{0,2000}?-->|<!doctype\b[^<>]{0,500}>|<(script|style)\b[^<>]{0,500}>[^]{0,2000}?<\/\1\s{0,10}>/gi
/** A name, and behind it what may be attributes; a bracket within quotes ends nothing. */
const tag = /<\/?([a-z][\w:-]{0,50})((?:[\s/](?:"[^"]{0,2000}"|'[^']{0,2000}'|[^<>"']){0,2000})?)>/gi
const breaksLine = /^(?:br|p|div|li|ul|ol|tr|h[1-6]|hr|blockquote)$/i
const address = /(?:\bhttps?:\/\/|\bwww\.)[^\s<>"]{0,2000}[^\s<>"'.,;:!?)\]}]/gi

/**
 * A text as a person reads it who wants to know what is asked: without tags and their attributes, with its entities as
 * characters. Addresses of pages are only read where nothing else is said. What is in brackets without being a tag stays
 * ("<order number>", "a < b").
 */
export function withoutMarkup(text: string): string {
  if (!marks.test(text)) return text
  const shown = text
    .slice(0, MOST_READ)
    .replaceAll(entity, characterOf)
    .replaceAll(unseen, ' ')
    .replaceAll(tag, (written: string, name: string, behind: string) =>
      isSpoken(behind) ? written : breaksLine.test(name) ? '\n' : ' ',
    )
  const said = shown.replaceAll(address, ' ')
  return /[\p{L}\p{N}]/u.test(said) ? said : shown
}

function characterOf(written: string, name?: string, decimal?: string, hexadecimal?: string): string {
  if (name !== undefined) return entities[name.toLowerCase()]!
  const code = decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal)
  return code <= 0x10_ffff ? String.fromCodePoint(code) : written
}

/** Several words without a value are what somebody says in brackets. */
const isSpoken = (behind: string) => /\w/.test(behind) && !behind.includes('=')
