import type { KnowledgeDocument } from './knowledge.ts'
import { sectionsOfMarkdown } from './markdown.ts'
import { sentencesOf } from './sentences.ts'

/** A few sentences of an article that stand together, under the headings that lead to them. */
export interface ArticlePassage {
  passageId: string
  documentId: string
  title: string
  tags: string[]
  headings: string[]
  /** Plain text; list items and table rows are lines. */
  text: string
  sourceId?: string
  sourceName?: string
  url?: string
  language?: string
}

/** About five sentences: what an agent takes in at a glance. */
const PASSAGE_LENGTH = 600

/** No unit of text is longer than this, whatever its author calls a sentence. */
const LONGEST_UNIT = 1200

/** Cuts an article into passages that never reach across a heading. Their ids are stable while the article is. */
export function passagesOf(document: KnowledgeDocument): ArticlePassage[] {
  const { id, title, tags, body } = document
  const origin = originOf(document)
  return sectionsOfMarkdown(body)
    .flatMap(section => {
      const headings = section.headings.filter(heading => heading !== title)
      return textsOf(section.lines).map(text => ({ documentId: id, title, tags, headings, text, ...origin }))
    })
    .map((passage, place) => ({ passageId: `${id}#${place + 1}`, ...passage }))
}

/** What is known of where a document comes from; what is not known is left out. */
const originOf = ({ sourceId, sourceName, url, language }: KnowledgeDocument) => ({
  ...(sourceId !== undefined && { sourceId }),
  ...(sourceName !== undefined && { sourceName }),
  ...(url !== undefined && { url }),
  ...(language !== undefined && { language }),
})

/** All in one passage where it fits; else fills passages with sentences, line by line. */
function textsOf(lines: string[]): string[] {
  const whole = lines.join('\n')
  if (whole.length <= PASSAGE_LENGTH) return whole ? [whole] : []
  const texts: string[] = []
  let current = ''
  for (const { text, joint } of units(lines)) {
    const longer = current + joint + text
    if (current && longer.length > PASSAGE_LENGTH) {
      texts.push(current)
      current = text
    } else {
      current = current ? longer : text
    }
  }
  return current ? [...texts, current] : texts
}

interface Unit {
  text: string
  /** What joins it to the unit before. */
  joint: ' ' | '\n'
}

const units = (lines: string[]): Unit[] =>
  lines.flatMap(line =>
    sentencesOf(line)
      .flatMap(pieces)
      .map((text, place): Unit => ({ text, joint: place === 0 ? '\n' : ' ' })),
  )

function pieces(sentence: string): string[] {
  const count = Math.ceil(sentence.length / LONGEST_UNIT)
  return Array.from({ length: count }, (_, piece) =>
    sentence.slice(piece * LONGEST_UNIT, (piece + 1) * LONGEST_UNIT),
  )
}
