import type { Statement } from './meaning.ts'

const HALF_DAY = 12 * 60

/** Times of day in a folded text. */
export function timesOf(folded: string): Statement[] {
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

const hourMark = String.raw`(?: ?uhr| ?h(?!\p{L})| ?時| heures?| horas?)`
const englishMark = String.raw`(?<mark>[ap]\.m\.|[ap]\.? ?m\b)`
const patterns: readonly (readonly [RegExp, (groups: Groups) => number[]])[] = [
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
    /(?<!\p{L})las? (?<hours>\d{1,2})(?:[:.](?<minutes>[0-5]\d))?(?: de la (?<mark>mañana|tarde|noche)| ?h)?(?![\d\p{L}:%])(?! (?:\p{L}))/gu,
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
    /(?<!\p{L})(?<part>half past|quarter past|quarter to) (?<word>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})(?!\p{L})/gu,
    ({ part = '', word = '' }) => spokenTime(part, word),
  ],
  [
    /(?<!\p{L})(?<word>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) o'clock/gu,
    ({ word = '' }) => spokenTime('', word),
  ],
]

const hourWords = 'twelve one two three four five six seven eight nine ten eleven'.split(' ')

function spokenTime(part: string, word: string): number[] {
  const hour = /\d/.test(word) ? Number(word) % 12 : hourWords.indexOf(word)
  const shift = { 'half past': 30, 'quarter past': 15, 'quarter to': -15 }[part] ?? 0
  const time = (hour * 60 + shift + HALF_DAY) % HALF_DAY
  return [time, time + HALF_DAY]
}
