import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { learnFamiliarWords } from '../../server/privacy/familiar-words.ts'
import { findPersonalData } from '../../server/privacy/personal-data.ts'
import { type Dataset, type Evaluation, type Measure, share } from './dataset.ts'

/** Labels of personal data, with the share of their places that is to be found. */
const goals: Readonly<Record<string, number | undefined>> = {
  card_number: 0.93,
  email_address: 0.97,
  phone_number: 0.97,
  ssn: 0.95,
  account_number: 0.93,
  current_zipcode: 0.95,
  new_zipcode: 0.95,
  address: 0.8,
  name: 0.6,
  username: undefined,
  password: undefined,
  target_account_number: undefined,
  account_id: undefined,
}
/** May be masked or not. */
const EITHER = 'booking_confirmation_number'
const MAX_CLEAN_TOUCHED = 0.02

/** A customer's turn, the places that people labelled in it, and the words that other customers use as well. */
export interface LabelledTurn {
  text: string
  familiar: ReadonlySet<string>
  spans: { label: string; start: number; end: number }[]
}

/** Customers' turns with labels of personal data: how much is masked of what is personal, and of what is not. */
export const multidogo: Dataset = {
  holds: 'a folder of MultiDoGO turns: tab-separated conversationId, utterance, slot-labels',
  evaluate: async folder => measurePrivacy(await readTurns(folder)),
}

const rowSchema = z.object({ conversationId: z.string(), utterance: z.string(), 'slot-labels': z.string() })

/** Turns by conversation. Turns whose labels do not fit their words are left out. */
export async function readTurns(folder: string): Promise<LabelledTurn[][]> {
  const files = (await readdir(folder)).filter(name => name.endsWith('.tsv'))
  if (files.length === 0) throw new Error(`${folder} has no .tsv files`)
  const texts = await Promise.all(files.sort().map(name => readFile(join(folder, name), 'utf8')))
  const rows = texts.flatMap(text =>
    z.array(rowSchema).parse(parse(text, { columns: true, delimiter: '\t' })),
  )
  const dialogues = Map.groupBy(rows, ({ conversationId }) => conversationId)
  const familiar = learnFamiliarWords(rows.map(({ utterance }) => utterance))
  return [...dialogues.values()].map(dialogue => dialogue.flatMap(row => labelled(row, familiar)))
}

function labelled(
  { utterance, 'slot-labels': labels }: z.infer<typeof rowSchema>,
  familiar: ReadonlySet<string>,
): LabelledTurn[] {
  const words = utterance.split(' ')
  const given = labels.split(' ')
  if (words.length !== given.length) return []
  const spans: LabelledTurn['spans'] = []
  let start = 0
  for (const [index, word] of words.entries()) {
    const label = given[index] ?? 'O'
    const last = spans.at(-1)
    const end = start + word.length
    if (label !== 'O' && index > 0 && given[index - 1] === label && last) last.end = end
    else if (label !== 'O') spans.push({ label, start, end })
    start = end + 1
  }
  return [{ text: utterance, familiar, spans }]
}

const isPersonal = (label: string) => Object.hasOwn(goals, label)

/** Masked places of a turn, judged on its own words alone: the data hold no agents' questions. */
const maskedPlaces = ({ text, familiar }: LabelledTurn) => findPersonalData(text, { familiar })

/** Whether every character of a place is masked; blanks between two places count as masked. */
export function isMasked(turn: LabelledTurn, { start, end }: { start: number; end: number }): boolean {
  let place = start
  for (const found of maskedPlaces(turn)) {
    if (found.end <= place) continue
    if (turn.text.slice(place, Math.max(place, found.start)).trim() !== '') return false
    place = found.end
    if (place >= end) return true
  }
  return false
}

export const isClean = ({ spans }: LabelledTurn): boolean =>
  !spans.some(({ label }) => isPersonal(label) || label === EITHER)

export const isTouched = (turn: LabelledTurn): boolean => maskedPlaces(turn).length > 0

function measurePrivacy(dialogues: readonly LabelledTurn[][]): Evaluation {
  const began = performance.now()
  const recalls = Object.entries(goals).flatMap(([label, goal]): Measure[] => {
    const tallies = dialogues.map(turns => recallOf(turns, label))
    if (!tallies.some(([, places]) => places > 0)) return []
    return [
      {
        name: `privacy.recall.${label}`,
        tallies,
        value: share,
        floors: { 'every number': dialogues.map(turns => floorOf(turns, label)) },
        ...(goal !== undefined && { goal: { atLeast: goal } }),
      },
    ]
  })
  const touched: Measure = {
    name: 'privacy.cleanTurnsTouched',
    tallies: dialogues.map(turns => {
      const clean = turns.filter(isClean)
      return [clean.filter(isTouched).length, clean.length]
    }),
    value: share,
    floors: {
      'every number': dialogues.map(turns => {
        const clean = turns.filter(isClean)
        return [clean.filter(({ text }) => /\d/.test(text)).length, clean.length]
      }),
    },
    goal: { atMost: MAX_CLEAN_TOUCHED },
  }
  const turns = dialogues.flat().length
  return {
    measures: [...recalls, touched],
    figures: { 'privacy.millisecondsPerTurn': (performance.now() - began) / turns },
    notes,
  }
}

function recallOf(turns: readonly LabelledTurn[], label: string): [number, number] {
  const places = turns.flatMap(turn =>
    turn.spans.filter(span => span.label === label).map(span => ({ turn, span })),
  )
  return [places.filter(({ turn, span }) => isMasked(turn, span)).length, places.length]
}

/** What masking every word with a digit would find. */
function floorOf(turns: readonly LabelledTurn[], label: string): [number, number] {
  const places = turns.flatMap(({ text, spans }) =>
    spans.filter(span => span.label === label).map(({ start, end }) => text.slice(start, end)),
  )
  return [places.filter(place => place.split(' ').every(word => /\d/.test(word))).length, places.length]
}

/** What the labels themselves get wrong, seen in the half that was tuned on. */
const notes = [
  'Turns are judged one by one: the data hold no agents’ questions. Familiar words are learnt from the same turns, without labels.',
  'Labels that are wrong, and count against every recogniser:',
  '  names and postcodes without a label: "hi my name is dool dam", "texas 76063", "anna nagar 625448", "canada 5653268",',
  '    "no 6389 noja road raja ca 95"; once labelled, once not: the same "11795 west islip ny"',
  '  places labelled as a person: "delhi" of "delhi to kolkatta", names labelled as a city: "raja"',
  '  towns and postcodes labelled as a whole address ("40207 louisville ky", "colorado"), streets in two pieces ("oxford | street | london")',
  '  a sentence as an account number: "i want to transfer this money to another account"',
  '  long numbers that a spreadsheet rewrote ("226 e 15"), days it counted ("43240"); both are only digits to a reader',
  '  days without signs ("5918" for 5/9/18) cannot be told from the last four digits of a number; they are masked',
]
