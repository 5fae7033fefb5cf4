import type { PassageIndex } from './passage-index.ts'
import type { Clause } from './speech-act.ts'

const asksWhatThereIs = /\b(?:is|are) there\b|\byou (?:have|know of|got)\b|^(?:do|does|have|has) any\b|^any\b/
/** By what things of a kind are sorted and picked: agents have it in the record of each. */
const asksForClass =
  /\bprice (?:range|category|class|bracket)\b|\b(?:\d|one|two|three|four|five|many) stars?\b|\bstar (?:rating|hotel)\b|\b(?:what|which) (?:area|part of (?:the )?(?:town|city))\b/
const pointsBack = /\b(?:it|its|they|them|their)\b|^(?:is|are) (?:this|that|these|those)\b/
const oneOfThem =
  /\b(?:there|get|want|like|need|have|try|find|prefer) (?:me |us |just |to \w+ )?(?:one|ones|another|something|somewhere)\b/

/** "Any cheap hotels?", "a guesthouse with a garden", "how many stars": what one chooses by, and nothing that is told of it. */
export const chooses = (clause: Clause, index: PassageIndex): boolean =>
  asksForClass.test(clause.words) || choosesAmong(clause, index)

/** One of the kind, not the one that is spoken of. */
function choosesAmong({ act, words }: Clause, index: PassageIndex): boolean {
  if (act === 'asks' && (!asksWhatThereIs.test(words) || pointsBack.test(words))) return false
  if (oneOfThem.test(words)) return true
  const list = words.split(' ')
  return list.some((word, place) => {
    if (!/^(?:a|an|any|no|some|another|one|other|more|different|all)$/.test(word)) return false
    const next = list.slice(place + 1, place + 5)
    const end = next.findIndex(other =>
      /^(?:with|that|in|at|on|for|to|of|is|are|and|the|this|which|from)$/.test(other),
    )
    return index
      .stemsMeant((end < 0 ? next : next.slice(0, end)).join(' '))
      .some(stem => index.kindWords.has(stem) || index.weights.isForSubject(stem))
  })
}
