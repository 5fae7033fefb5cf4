import type { Bound, Statement } from './meaning.ts'

const limitWords: readonly (readonly [Bound, RegExp])[] = [
  [
    'most',
    /(?:spätestens (?:nach|am|um|bis)|up to|at most|no more than|not more than|maximum(?: of)?|max\.?|within|until|till|before|by|no later than|bis zu|höchstens|maximal|innerhalb(?: von)?|binnen|bis|vor|spätestens|jusqu'à|au plus|au maximum|maximum|dans les|avant|hasta|como máximo|máximo|dentro de|antes de(?:l)?|最大|最長|حتي|خلال|قبل|بحد اقصي|كحد اقصي)(?: the| le| la| les| el| las| los| dem| den| einem| einer)? ?$/u,
  ],
  [
    'least',
    /(?:at least|no less than|not less than|minimum(?: of)?|min\.|from|after|since|as of|starting|mindestens|wenigstens|ab|nach|seit|au moins|minimum|à partir d[eu]|après|depuis|dès|al menos|como mínimo|mínimo|a partir de(?:l)?|después de(?:l)?|desde|tras|最低|علي الاقل|بعد|منذ|من|ابتداء من)(?: the| le| la| les| el| las| los| dem| den| einem| einer)? ?$/u,
  ],
  [
    'below',
    /(?:less than|fewer than|under|below|younger than|weniger als|unter|sous|moins de|en menos de|menos de|اقل من)(?: the| le| la| les| el| las| los| dem| den| einem| einer)? ?$/u,
  ],
  [
    'above',
    /(?:more than|over|above|older than|beyond|mehr als|über|plus de|más de|اكثر من)(?: the| le| la| les| el| las| los| dem| den| einem| einer)? ?$/u,
  ],
]

const afterwards =
  /(?<!\p{L}|spätestens )(?:after|since|from|nach|ab|seit|après|depuis|dès|desde|después de|tras|بعد|منذ|من)(?: the| le| la| les| el| las| los| dem| den| einem| einer)? ?$/u

/** All in one pattern: what begins first counts, so that "no more than" is not "more than". */
const limits = new RegExp(
  String.raw`(?:^|[^\p{L}])(?:${limitWords.map(([bound, { source }]) => `(?<${bound}>${source})`).join('|')})`,
  'u',
)

/** What the words before a place say of the limit that follows. */
export function boundBefore(folded: string, place: number, kind?: Statement['kind']): Bound | undefined {
  const head = folded.slice(Math.max(0, place - 28), place)
  // "After three days" is as long as "within three days" to most who write it.
  if (kind === 'duration' && afterwards.test(head)) return undefined
  const groups = limits.exec(head)?.groups
  return limitWords.find(([bound]) => groups?.[bound] !== undefined)?.[0]
}
