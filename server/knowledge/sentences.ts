import { remembering } from './remembering.ts'

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/** After these a full stop ends no sentence, whatever follows. */
const abbreviation =
  /(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|no|nr|approx|ca|vs|incl|excl|min|max|tel|fig|e\.g|i\.e|z\.\s?b|d\.\s?h|bzw|evtl|inkl)\.$/i

/** Sentences of a plain text, trimmed, in order; a line break always ends one. Works for any script. */
export const sentencesOf: (text: string) => readonly string[] = remembering(text =>
  text.split('\n').flatMap(sentencesOfLine),
)

function sentencesOfLine(line: string): string[] {
  const sentences: string[] = []
  for (const { segment } of segmenter.segment(line)) {
    const sentence = segment.trim()
    const previous = sentences.at(-1)
    if (previous !== undefined && (abbreviation.test(previous) || isListMark(previous))) {
      sentences[sentences.length - 1] = `${previous} ${sentence}`
    } else if (sentence) {
      sentences.push(sentence)
    }
  }
  return sentences
}

const isListMark = (text: string) => /^(?:\d{1,3}[.)]|•)$/.test(text)
