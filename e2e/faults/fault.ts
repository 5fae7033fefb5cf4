import type { Stage } from './stage.ts'

/** Something that goes wrong for a while, in an operator's words. */
export interface Fault<Ground extends Stage = Stage> {
  name: string
  /** How long it lasts in milliseconds, where it is not as long as others. */
  lasts?: number
  begin(stage: Ground): unknown
  end(stage: Ground): unknown
}
