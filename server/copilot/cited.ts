import type { Passage } from '../protocol/assists.ts'
import type { Source } from './grounding.ts'
import { labelled } from './shown-to-model.ts'

/** The passages whose labels stand in a header; a model that names none is taken to rest on all. */
export function citedIn(words: string, passages: Passage[]): Passage[] {
  const labels = new Set(words.toUpperCase().match(/P\d+/g))
  const cited = labelled(passages).filter(({ label }) => labels.has(label))
  return cited.length > 0 ? cited.map(({ passage }) => passage) : passages
}

/** What claims may rest on: passages with their headings, and what was said. */
export const sourcesOf = (passages: Passage[], dialogue: { seq: number; text: string }[]): Source[] => [
  ...passages.map(({ passageId, title, headings, text, url = '' }) => ({
    evidence: { passageId },
    text: [title, ...headings, text, url].join('\n'),
  })),
  ...dialogue.map(({ seq, text }) => ({ evidence: { seq }, text })),
]
