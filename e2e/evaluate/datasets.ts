import { answers } from './answers.ts'
import type { Dataset } from './dataset.ts'
import { demo } from './demo.ts'
import { dstc11Track5 } from './dstc11-track5.ts'
import { grounding } from './grounding.ts'
import { moods } from './moods.ts'
import { multidogo } from './multidogo.ts'
import { spoken } from './spoken.ts'
import { transcripts } from './transcripts.ts'

/** Every dataset by its name on the command line. */
export const datasets: Readonly<Record<string, Dataset>> = {
  answers,
  'dstc11-track5': dstc11Track5,
  demo,
  grounding,
  moods,
  multidogo,
  spoken,
  transcripts,
}
