import type { BUILT_IN_TILES } from '../../server/protocol/assists.ts'

const names: Record<(typeof BUILT_IN_TILES)[number], true> = {
  customer: true,
  transcript: true,
  suggestions: true,
  knowledge: true,
  'next-action': true,
  sentiment: true,
  summary: true,
}

/** The names of the tiles that the copilot fills itself. */
export const BUILT_IN: ReadonlySet<string> = new Set(Object.keys(names))
