import type { Random } from '../conversation-proof/random.ts'
import type { Stage } from './stage.ts'

/** Something that goes wrong for a while, in an operator's words. */
export interface Fault {
  name: string
  /** How long it lasts in milliseconds, where it is not as long as others. */
  lasts?: number
  begin(stage: Stage, random: Random): unknown
  end(stage: Stage): unknown
}
