import type { TranscriptEntry } from './session-view.ts'

/** So many entries are laid out, and left alone, together. */
const blockLength = 50

/** Cuts a transcript into blocks; a block that is full never changes its place. */
export function inBlocks(transcript: readonly TranscriptEntry[]): TranscriptEntry[][] {
  const count = Math.ceil(transcript.length / blockLength)
  return Array.from({ length: count }, (_, index) =>
    transcript.slice(index * blockLength, (index + 1) * blockLength),
  )
}
