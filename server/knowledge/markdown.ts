/** What stands under one heading: the path of headings to it and its plain text, one line for each paragraph or list item. */
interface Section {
  headings: string[]
  lines: string[]
}

/**
 * Reads Markdown into sections of plain text. Markup, images and HTML tags go; list marks, link addresses and
 * code stay. Each table row becomes a line that repeats the names of its columns, so that it can stand alone.
 */
export function sectionsOfMarkdown(markdown: string): Section[] {
  const reader = new SectionReader()
  for (const line of markdown.split(/\r\n|\n|\r/)) reader.read(line)
  return reader.sections.filter(section => section.lines.length > 0)
}

class SectionReader {
  readonly sections: Section[] = [{ headings: [], lines: [] }]
  private path: { level: number; text: string }[] = []
  private columns: string[] | undefined
  private fenced = false
  private paragraphIsOpen = false

  read(line: string) {
    if (/^\s{0,3}(?:```|~~~)/.test(line)) {
      this.fenced = !this.fenced
      this.endBlock()
    } else if (this.fenced) {
      this.add(line.trim())
    } else {
      this.readProse(line.replace(/^(?:\s{0,3}>\s?)+/, '').trim())
    }
  }

  private readProse(line: string) {
    const heading = /^(#{1,6})\s+(\S.*)$/.exec(line)
    const item = /^(?:[-*+]|(\d{1,9}[.)]))\s+(\S.*)$/.exec(line)
    if (line === '' || isRule(line)) this.endBlock()
    else if (heading) this.openSection(heading[1]!.length, plainText(heading[2]!.replace(/\s#+$/, '')))
    else if (line.startsWith('|')) this.readTableRow(line)
    else if (item) this.openParagraph(`${item[1] ?? '•'} ${plainText(item[2]!)}`)
    else if (this.paragraphIsOpen) this.continueParagraph(plainText(line))
    else this.openParagraph(plainText(line))
  }

  private openSection(level: number, text: string) {
    this.endBlock()
    this.path = [...this.path.filter(heading => heading.level < level), { level, text }]
    this.sections.push({ headings: this.path.map(heading => heading.text), lines: [] })
  }

  private readTableRow(line: string) {
    this.paragraphIsOpen = false
    const cells = line
      .replace(/^\||\|$/g, '')
      .split('|')
      .map(cell => plainText(cell.trim()))
    if (cells.every(cell => /^:?-+:?$/.test(cell))) return
    if (this.columns) this.add(cells.map((cell, column) => labelled(this.columns?.[column], cell)).join('; '))
    else this.columns = cells
  }

  private openParagraph(text: string) {
    this.endBlock()
    this.add(text)
    this.paragraphIsOpen = true
  }

  private continueParagraph(text: string) {
    const { lines } = this.section
    lines.push(`${lines.pop() ?? ''} ${text}`)
  }

  private endBlock() {
    this.paragraphIsOpen = false
    this.columns = undefined
  }

  private add(line: string) {
    if (line) this.section.lines.push(line)
  }

  private get section(): Section {
    return this.sections.at(-1)!
  }
}

const isRule = (line: string) => /^(?:[-=*_]\s*){3,}$/.test(line)

const labelled = (column: string | undefined, cell: string) => (column ? `${column}: ${cell}` : cell)

/** One line without its inline markup. */
const plainText = (line: string): string =>
  (/[[<`*~_\\]/.test(line) ? withoutMarkup(line) : line).replaceAll(/\s{2,}|[^\S ]/g, ' ').trim()

/** Every pattern stops at the next mark of its kind, so hostile input stays linear. */
const withoutMarkup = (line: string): string =>
  withoutEmphasis(
    withoutEmphasis(
      line
        .replaceAll(/!\[([^[\]]*)\]\([^()]*\)/g, '$1')
        .replaceAll(/\[([^[\]]*)\]\(([^()\s]*)[^()]*\)/g, (_, text: string, address: string) =>
          withAddress(text, address),
        )
        .replaceAll(/<((?:https?:|mailto:)[^<>\s]+)>/g, '$1')
        .replaceAll(/<\/?[a-z][^<>]*>/gi, ' ')
        .replaceAll(/`+([^`]*)`+/g, '$1'),
    ),
  ).replaceAll(/\\([\\`*_{}[\]()#+.!|<>~-])/g, '$1')

/** Takes the innermost marks; marks nest twice at most ("**never *ever* do it**"). */
const withoutEmphasis = (line: string): string =>
  line
    .replaceAll(/(?<!\\)(\*{1,3}|~~)(?=\S)([^*~]*[^*~\s\\])\1/g, '$2')
    .replaceAll(/(?<![\p{L}\p{N}_\\])(_{1,3})(?=\S)([^_]*[^_\s\\])\1(?![\p{L}\p{N}_])/gu, '$2')

const withAddress = (text: string, address: string) =>
  /^https?:\/\//.test(address) && !address.includes(text) ? `${text} (${address})` : text
