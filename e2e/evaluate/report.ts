import { figureOf, halves, interval } from './bootstrap.ts'
import type { Evaluation, Measure } from './dataset.ts'

/** A measure as it is printed and written down; figures are rounded to three places. */
export interface Reported {
  name: string
  value: number
  low: number
  high: number
  dialogues: number
  /** Over two fixed halves of the dialogues: what was tuned on the first is judged by the second. */
  halves: [first: number, second: number]
  floors: Record<string, number>
  goal?: Measure['goal']
  reached?: boolean
}

export const reportOf = ({ measures }: Evaluation): Reported[] => measures.map(reported)

function reported(measure: Measure): Reported {
  const { name, tallies, value, floors = {}, goal } = measure
  const figure = round(figureOf(tallies, value))
  const [low, high] = interval(measure)
  const [first, second] = halves(measure)
  const beside = Object.entries(floors).map(([floor, known]) => [
    floor,
    round(typeof known === 'number' ? known : figureOf(known, value)),
  ])
  return {
    name,
    value: figure,
    low: round(low),
    high: round(high),
    dialogues: tallies.length,
    halves: [round(first), round(second)],
    floors: Object.fromEntries(beside) as Record<string, number>,
    ...(goal && { goal, reached: isReached(figure, goal) }),
  }
}

/** Every figure under its name, without what stands beside it. */
export function figuresOf(reported: Reported[], { figures = {} }: Evaluation): Record<string, number> {
  return { ...Object.fromEntries(reported.map(({ name, value }) => [name, value])), ...figures }
}

/** Prints a table with the floors beside ours, then the figures without an interval and the notes. */
export function printReport(reported: Reported[], { figures = {}, notes = [] }: Evaluation): void {
  console.table(
    Object.fromEntries(
      reported.map(({ name, value, low, high, halves, dialogues, floors, goal, reached }) => [
        name,
        {
          ours: value,
          '95 %': `${low} – ${high}`,
          'two halves': halves.join(', '),
          dialogues,
          beside: Object.entries(floors)
            .map(([floor, known]) => `${floor} ${known}`)
            .join(', '),
          goal: goal
            ? `${'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`}${reached ? '' : ' (short)'}`
            : '',
        },
      ]),
    ),
  )
  for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${value}`)
  for (const note of notes) console.log(note)
}

const isReached = (figure: number, goal: NonNullable<Measure['goal']>) =>
  'atLeast' in goal ? figure >= goal.atLeast : figure <= goal.atMost

const round = (value: number) => Number(value.toFixed(3))
