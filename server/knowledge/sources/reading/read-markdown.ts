import type { ReadDocument } from './reading.ts'
import { titleOfName } from './title-of-name.ts'

/**
 * An article in Markdown: title and tags from front matter, else from its first heading and a line `Tags: one, another`
 * below it; without any heading the file's name is the title.
 */
export function readMarkdown(name: string, markdown: string): ReadDocument {
  const { matter, rest } = splitFrontMatter(markdown)
  const { heading, tags, body } = splitHead(rest)
  return {
    key: '',
    title: matter.get('title') || heading || titleOfName(name),
    tags: [...new Set([...listed(matter.get('tags') ?? ''), ...tags])],
    language: matter.get('lang') || matter.get('language') || undefined,
    url: matter.get('url') || undefined,
    // The heading goes where it is the title; under another title it still tells what follows.
    body:
      matter.get('title') && heading && heading !== matter.get('title') ? `## ${heading}\n\n${body}` : body,
    kind: 'article',
  }
}

function splitHead(markdown: string) {
  const lines = markdown.trimStart().split('\n')
  const heading = /^#\s+(\S.*)$/.exec(lines[0] ?? '')?.[1]?.trim() ?? setextHeading(lines)
  if (!heading) return { heading, tags: [], body: markdown.trim() }
  const rest = lines.slice(/^#\s/.test(lines[0]!) ? 1 : 2)
  const lineAfter = rest.findIndex(line => line.trim() !== '')
  const tags = /^tags:(.*)$/i.exec(rest[lineAfter] ?? '')?.[1]
  const body = tags === undefined ? rest : rest.slice(lineAfter + 1)
  return { heading, tags: listed(tags ?? ''), body: body.join('\n').trim() }
}

/** A first line that is underlined with `===`. */
const setextHeading = ([first = '', second = '']: string[]) =>
  first.trim() && /^=+\s*$/.test(second) ? first.trim() : undefined

const MATTER = /^---[ \t]*\n([\s\S]{0,10000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/

/** The plain `name: value` lines and lists of a front matter; other YAML is passed over. */
function splitFrontMatter(markdown: string): { matter: Map<string, string>; rest: string } {
  const found = MATTER.exec(markdown)
  if (!found) return { matter: new Map(), rest: markdown }
  const matter = new Map<string, string>()
  let listName = ''
  for (const line of found[1]!.split('\n')) {
    const [, name, value] = /^(\w+):\s*(.*)$/.exec(line) ?? []
    const item = /^\s*-\s+(.*)$/.exec(line)?.[1]
    if (name) matter.set((listName = name.toLowerCase()), unquoted(value ?? ''))
    else if (item && listName)
      matter.set(listName, [matter.get(listName), unquoted(item)].filter(Boolean).join(','))
  }
  return { matter, rest: markdown.slice(found[0].length) }
}

const unquoted = (value: string) => value.trim().replaceAll(/^(['"])(.*)\1$/g, '$2')

const listed = (tags: string) =>
  tags
    .replaceAll(/^\[|\]$/g, '')
    .split(',')
    .map(tag => unquoted(tag))
    .filter(tag => tag !== '')
