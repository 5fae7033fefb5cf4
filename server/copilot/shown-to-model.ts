import type { Passage } from '../protocol/assists.ts'
import type { Profile } from '../protocol/values.ts'
import type { HiddenData } from './hidden-data.ts'

/** In characters. */
const LONGEST_PASSAGE = 2_000
const LONGEST_PROPERTY = 200
const MOST_PROPERTIES = 20

/** Passages with the labels by which a model cites them: P1, P2, … */
export const labelled = (passages: Passage[]) =>
  passages.map((passage, index) => ({ label: `P${index + 1}`, passage }))

/** A passage as a model sees it: without ids, scores and addresses inside the company. */
export const passageData = ({ label, passage }: { label: string; passage: Passage }) => ({
  label,
  title: [passage.title, ...passage.headings].join(' › '),
  text: passage.text.slice(0, LONGEST_PASSAGE),
})

/** What a model may know of the customer; personal data is hidden. */
export function customerData({ name, language, properties = {} }: Profile, hidden: HiddenData): object {
  const known = Object.entries(properties)
    .slice(0, MOST_PROPERTIES)
    .map(([label, value]) => [label, hidden.hide(value.slice(0, LONGEST_PROPERTY))])
  return { ...(name && { name: hidden.hide(name) }), language, ...Object.fromEntries(known) }
}
