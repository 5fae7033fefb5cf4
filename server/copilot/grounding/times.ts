import type { Statement } from './meaning.ts'

const HALF_DAY = 12 * 60

/** Times of day in a folded text. */
export function timesOf(folded: string): Statement[] {
  if (!mayTell.test(folded)) return []
  const found: Statement[] = []
  for (const [pattern, minutes] of patterns) {
    for (const match of folded.matchAll(pattern)) {
      const values = minutes(match.groups ?? {}).filter(value => value >= 0 && value <= 24 * 60)
      if (values.length === 0) continue
      found.push({
        start: match.index,
        end: match.index + match[0].trimEnd().length,
        kind: 'time',
        means: { of: 'time', values },
      })
    }
  }
  return found
}

/** Without a digit, every time has one of these words in it. */
const mayTell =
  /\d|noon|midday|mittag|midi|mediod|midnight|mitternacht|minuit|medianoche|clock|half|halb|quarter|viertel|demi|quart|media|cuarto|menos| y |a las? |uhr|heure|past| to |nach|vor|in the|at night|[ap]\.? ?m(?!\p{L})|正午|منتصف|الساعه|صباحا|مساء|ظهر|عصرا/u

type Groups = Record<string, string | undefined>

const clock = (hours = '', minutes = '0') => Number(hours) * 60 + Number(minutes)
const half = (mark = '') => (/^(?:p|午後|夜|مساء|م$|بعد|ظهر|عصر)/u.test(mark) ? 'pm' : 'am')

/** Midnight and noon are the twelfth hour of the half day before them. */
function marked(hours: string | undefined, minutes: string | undefined, mark: 'am' | 'pm'): number {
  const time = clock(hours, minutes)
  if (time >= 13 * 60) return time
  return (time % HALF_DAY) + (mark === 'pm' ? HALF_DAY : 0)
}

/** Without "am" or "pm" an early hour may be the later one. */
function unmarked(hours: string | undefined, minutes: string | undefined): number[] {
  const time = clock(hours, minutes)
  const isOpen = time > 0 && time <= HALF_DAY && !hours?.startsWith('0')
  return isOpen ? [time, (time + HALF_DAY) % (24 * 60)] : [time % (24 * 60)]
}

const hours: readonly string[] = [
  'twelve zwölf douze doce الثانيه_عشره',
  'one eins une una الواحده',
  'two zwei deux dos الثانيه',
  'three drei trois tres الثالثه',
  'four vier quatre cuatro الرابعه',
  'five fünf cinq cinco الخامسه',
  'six sechs seis السادسه',
  'seven sieben sept siete السابعه',
  'eight acht huit ocho الثامنه',
  'nine neun neuf nueve التاسعه',
  'ten zehn dix diez العاشره',
  'eleven elf onze once الحاديه_عشره',
]
const hourWords = new Map(
  hours.flatMap((words, hour) => words.split(' ').map(word => [word.replaceAll('_', ' '), hour] as const)),
)
const byLength = [...hourWords.keys()].sort((one, other) => other.length - one.length)
const HOUR_WORD = byLength.filter(word => /\p{Script=Latin}/u.test(word)).join('|')
const ARABIC_HOUR = byLength.filter(word => /\p{Script=Arabic}/u.test(word)).join('|')
const HOUR = String.raw`${HOUR_WORD}|\d{1,2}`

const hourMark = String.raw`(?: ?uhr| ?h(?!\p{L})| ?時| heures?| horas?)`
const englishMark = String.raw`(?<mark>[ap]\.m\.|[ap]\.? ?m\b)`
const patterns: readonly (readonly [RegExp, (groups: Groups) => number[]])[] = [
  [
    new RegExp(
      String.raw`(?<![\p{L}\d:.,/])(?:(?<hours>\d{1,2})(?:[:.](?<minutes>[0-5]\d))?|(?<word>${HOUR_WORD}))(?: o'clock)? (?:in the (?<mark>morning|afternoon|evening)|at (?<night>night))(?!\p{L})`,
      'gu',
    ),
    ({ hours, minutes, word, mark }) => [
      marked(hours ?? String(hourWords.get(word ?? '')), minutes, mark === 'morning' ? 'am' : 'pm'),
    ],
  ],
  [
    new RegExp(String.raw`(?<![\d:.,/])(?<hours>\d{1,2})(?:[:.](?<minutes>[0-5]\d))? ?${englishMark}`, 'gu'),
    ({ hours, minutes, mark }) => [marked(hours, minutes, half(mark))],
  ],
  // The first of "9-5pm", "9 to 11.30 am": its half of the day is open.
  [
    /(?<![\d:.,/])(?<hours>\d{1,2})(?:[:.](?<minutes>[0-5]\d))?(?= ?(?:-|to|and|until|till) ?\d{1,2}(?:[:.][0-5]\d)? ?[ap]\.? ?m\b)/gu,
    ({ hours, minutes }) => unmarked(hours, minutes),
  ],
  [
    new RegExp(
      String.raw`(?<![\d:.,/])(?<hours>[01]?\d|2[0-4])(?:[:.](?<minutes>[0-5]\d))?(?= ?(?:-|bis|und|à|a|y las|a las|et) ?\d{1,2}(?:[:.][0-5]\d)?${hourMark})`,
      'gu',
    ),
    ({ hours, minutes }) => unmarked(hours, minutes),
  ],
  [
    /(?<![\d.,])(?<mark>午前|午後|朝|夜) ?(?<hours>\d{1,2})時(?:(?<minutes>\d{1,2})分|(?<half>半))?/gu,
    ({ hours, minutes, mark, half: isHalf }) => [marked(hours, isHalf ? '30' : minutes, half(mark))],
  ],
  [
    /(?<![\d.,後前朝夜])(?<hours>\d{1,2})時(?!間)(?:(?<minutes>\d{1,2})分(?!間)|(?<half>半))?/gu,
    ({ hours, minutes, half: isHalf }) => unmarked(hours, isHalf ? '30' : minutes),
  ],
  [
    /(?<![\d.,:])(?<hours>[01]?\d|2[0-4]) ?(?:h|uhr) ?(?<minutes>[0-5]\d)?(?![\p{L}\d])/gu,
    ({ hours, minutes }) => unmarked(hours, minutes),
  ],
  [
    /(?<![\d.,:/])(?<hours>[01]?\d|2[0-4])[:.](?<minutes>[0-5]\d)(?: ?(?:uhr|h|hrs|horas|heures))(?![\p{L}\d])/gu,
    ({ hours, minutes }) => unmarked(hours, minutes),
  ],
  [
    /(?<![\d.,:/])(?<hours>[01]?\d|2[0-4]):(?<minutes>[0-5]\d)(?![\d:])(?! ?[ap]\.? ?m\b)(?: ?(?<mark>صباحا|مساء|ظهرا|عصرا|ص|م)(?!\p{L}))?/gu,
    ({ hours, minutes, mark }) => (mark ? [marked(hours, minutes, half(mark))] : unmarked(hours, minutes)),
  ],
  [
    /(?<![\d.,:/])(?<hours>\d{1,2}) (?<mark>صباحا|مساء|ظهرا|عصرا|بعد الظهر|ص|م)(?!\p{L})/gu,
    ({ hours, minutes, mark }) => [marked(hours, minutes, half(mark))],
  ],
  [
    /الساعه (?<hours>\d{1,2})(?![\d:])(?! (?:صباحا|مساء|ظهرا|عصرا|بعد الظهر))/gu,
    ({ hours }) => unmarked(hours, '0'),
  ],
  [
    /(?<!\p{L})las? (?<hours>\d{1,2})(?:[:.](?<minutes>[0-5]\d))?(?: de la (?<mark>mañana|tarde|noche)| ?h(?:oras)?)?(?![\d\p{L}:%])(?! (?:\p{L}))/gu,
    ({ hours, minutes, mark }) =>
      mark ? [marked(hours, minutes, mark === 'mañana' ? 'am' : 'pm')] : unmarked(hours, minutes),
  ],
  [
    /(?<![\d.,:/])(?<hours>\d{1,2})(?:[:.h](?<minutes>[0-5]\d))? ?(?:h |heures |uhr )?(?<mark>de la (?:mañana|tarde|noche)|du (?:matin|soir)|de l'après-midi|morgens|vormittags|nachmittags|abends)(?!\p{L})/gu,
    ({ hours, minutes, mark = '' }) => [
      marked(hours, minutes, /mañana|matin|morgens|vormittags/.test(mark) ? 'am' : 'pm'),
    ],
  ],
  [/(?<!\p{L})(?:noon|midday|mittags?|midi|mediodía|12 o'clock)(?!\p{L})|正午/gu, () => [HALF_DAY]],
  [/(?<!\p{L})(?:midnight|mitternacht|minuit|medianoche)(?!\p{L})|منتصف الليل/gu, () => [0, 24 * 60]],
  [
    new RegExp(
      String.raw`(?<!\p{L})(?<part>half past|half|quarter past|quarter to|(?:five|ten|twenty|twenty-five) (?:past|to)|halb|viertel nach|viertel vor|(?:fünf|zehn|zwanzig) (?:nach|vor)|dreiviertel) (?<word>${HOUR})(?![\p{L}\d])(?! (?:working |business |calendar |more )?(?:days|weeks|months|years|hours|minutes|nights|people|persons|items|pieces|percent)(?!\p{L}))(?: uhr)?(?: (?<mark>morgens|vormittags|nachmittags|abends|in the (?:morning|afternoon|evening)))?`,
      'gu',
    ),
    ({ part = '', word = '', mark }) => spokenTime(shiftOf(part), word, mark),
  ],
  [
    new RegExp(
      String.raw`(?<!\p{L})(?<word>${HOUR})(?: heures?| h)? (?<part>et demie?|et quart|moins le quart|y media|y cuarto|menos cuarto|(?:y|menos) (?:cinco|diez|veinte|veinticinco))(?!\p{L})(?: (?<mark>de la (?:mañana|tarde|noche)|du (?:matin|soir)|de l'après-midi))?`,
      'gu',
    ),
    ({ part = '', word = '', mark }) => spokenTime(shiftOf(part), word, mark),
  ],
  [
    new RegExp(
      String.raw`(?<![\p{L}\d])(?<word>${HOUR}) ?(?:o'clock|uhr|(?<=(?:à|vers|dès|jusqu'à|avant|après) [\p{L}\d]+ )heures|(?=[ap]\.? ?m\b))(?!\p{L}(?<![ap]))(?: ?(?<mark>[ap]\.? ?m\b|morgens|vormittags|nachmittags|abends|in the (?:morning|afternoon|evening)|du (?:matin|soir)|de l'après-midi))?`,
      'gu',
    ),
    ({ word = '', mark }) => spokenTime(0, word, mark),
  ],
  [
    new RegExp(
      String.raw`(?<!\p{L})a las? (?<word>${HOUR_WORD})(?!\p{L})(?: de la (?<mark>mañana|tarde|noche))?`,
      'gu',
    ),
    ({ word = '', mark }) => spokenTime(0, word, mark),
  ],
  [
    new RegExp(
      String.raw`(?:الساعه |(?<!\p{L})(?=(?:${ARABIC_HOUR}) (?:صباحا|مساء|ظهرا|عصرا|بعد الظهر)))(?<word>${ARABIC_HOUR})(?!\p{L})(?: و(?<part>نصف|النصف|الربع|ربع))?(?: (?<mark>صباحا|مساء|ظهرا|عصرا|بعد الظهر))?`,
      'gu',
    ),
    ({ word = '', part = '', mark }) => spokenTime(shiftOf(part), word, mark),
  ],
]

/** Five, ten, twenty and twenty-five minutes after and before the hour. */
function minuteShifts(sides: string, words: readonly string[]): Record<string, number> {
  const [after = '', before = ''] = sides.split(' ')
  return Object.fromEntries(
    words.flatMap((word, place) => {
      const minutes = [5, 10, 20, 25][place] ?? 0
      return [
        [`${word} ${after}`, minutes],
        [`${word} ${before}`, -minutes],
      ]
    }),
  )
}

const shifts: Readonly<Record<string, number>> = {
  'half past': 30,
  half: 30,
  'quarter past': 15,
  'quarter to': -15,
  halb: -30,
  'viertel nach': 15,
  'viertel vor': -15,
  dreiviertel: -15,
  'et demi': 30,
  'et demie': 30,
  'et quart': 15,
  'moins le quart': -15,
  'y media': 30,
  'y cuarto': 15,
  'menos cuarto': -15,
  'y cinco': 5,
  'y diez': 10,
  'y veinte': 20,
  'y veinticinco': 25,
  'menos cinco': -5,
  'menos diez': -10,
  'menos veinte': -20,
  'menos veinticinco': -25,
  ...minuteShifts('past to', ['five', 'ten', 'twenty', 'twenty-five']),
  ...minuteShifts('nach vor', ['fünf', 'zehn', 'zwanzig']),
  نصف: 30,
  النصف: 30,
  ربع: 15,
  الربع: 15,
}
const shiftOf = (part: string) => shifts[part] ?? 0

function spokenTime(shift: number, word: string, mark?: string): number[] {
  const hour = /\d/.test(word) ? Number(word) % 24 : (hourWords.get(word) ?? 0)
  const time = (hour * 60 + shift + 24 * 60) % (24 * 60)
  if (mark) return [(time % HALF_DAY) + (isMorning.test(mark) ? 0 : HALF_DAY)]
  return hour > 12 ? [time] : [time % HALF_DAY, (time % HALF_DAY) + HALF_DAY]
}

const isMorning = /^(?:a|morgens|vormittags|mañana|de la mañana|du matin|in the morning|صباحا)/u
