import type { Turn } from '../personal-data.ts'
import type { Found } from './found.ts'
import { numericKinds } from './number-cues.ts'

/** So many words make a number where one was asked for, and where nothing was. */
const FEWEST_ASKED = 3
const FEWEST = 6

/** Digits, and the tens in which French and others read out phone numbers. */
const latin = `zero oh one two three four five six seven eight nine double triple treble
  null eins zwei zwo drei vier fünf sechs sieben acht neun
  zéro un deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente quarante
  cinquante soixante
  cero uno dos tres cuatro cinco seis siete ocho nueve
  ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
  eighty ninety`
  .trim()
  .split(/\s+/)
  .join('|')
const arabic = 'صفر|واحد|اثنان|اثنين|ثلاث[ةه]?|[أا]ربع[ةه]?|خمس[ةه]?|ست[ةه]?|سبع[ةه]?|ثماني[ةه]?|تسع[ةه]?'
const digit = String.raw`(?<!\p{L})(?:${latin}|${arabic}|\d)(?!\p{L})`
const runs = new RegExp(
  String.raw`${digit}(?:(?:[ ,.-]{1,3}(?:and |et |y |و)?)${digit}){2,30}|[〇零一二三四五六七八九]{3,20}`,
  'gu',
)

/**
 * Numbers that are read out digit by digit: "four four one seven". Where nothing was asked for, only long ones; an answer
 * to another question, an order's number for instance, stays.
 */
export function findSpelledDigits({ lower, asked, isAnswer }: Turn): Found[] {
  const kind = numericKinds.find(one => asked.has(one)) ?? (isAnswer ? undefined : 'account')
  if (!kind) return []
  const fewest = asked.has(kind) ? FEWEST_ASKED : FEWEST
  return [...lower.matchAll(runs)]
    .filter(({ 0: said }) => /\p{L}/u.test(said) && lengthOf(said) >= fewest)
    .map(({ 0: said, index }) => ({ start: index, end: index + said.length, kind }))
}

const lengthOf = (said: string) =>
  /^\p{Script=Han}+$/u.test(said) ? said.length : said.split(/[ ,.-]+/).length
