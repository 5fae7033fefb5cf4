/** Text as Markdown that reads the same: marks in it are no markup. */
export const escapeMarkdown = (text: string): string => text.replaceAll(/[\\`*_[\]<>|]/g, String.raw`\$&`)

/** Keeps the beginning of a line from making it a heading, quotation, rule or table; list marks stay list marks. */
export const escapeLineStart = (line: string): string =>
  line.replace(/^(\s*)(#{1,6}(?=\s)|>|\||[-=*_](?=\s*[-=*_]\s*[-=*_])|```|~~~)/, String.raw`$1\$2`)
