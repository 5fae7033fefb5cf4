import type { TranscriptEntry } from './session-view.ts'

/** Entries whose events lie so near to each other are laid out, and left alone, together. */
const blockLength = 32

export interface TranscriptBlock {
  readonly number: number
  readonly entries: readonly TranscriptEntry[]
}

/** The block that an event's entry belongs to, whatever else of the transcript is there. */
export const blockOf = (seq: number): number => Math.floor(seq / blockLength)

/** Cuts a transcript into blocks. Only agents' messages stand out of their order; they stay where they stand. */
export function inBlocks(transcript: readonly TranscriptEntry[]): TranscriptBlock[] {
  const blocks: { number: number; entries: TranscriptEntry[] }[] = []
  for (const entry of transcript) {
    const block = blocks.at(-1)
    if (block && blockOf(entry.seq) <= block.number) block.entries.push(entry)
    else blocks.push({ number: blockOf(entry.seq), entries: [entry] })
  }
  return blocks
}
