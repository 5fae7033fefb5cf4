/*
 * Currencies and what money is paid for each of. All names are folded.
 */

const currencies = new Map<string, { code: string; factor: number }>()
const lists: readonly (readonly [string, number, string])[] = [
  ['EUR', 1, '€ eur euro euros ユーロ يورو'],
  ['USD', 1, '$ us$ usd dollar dollars dólar dólares ドル دولار دولارا دولارات'],
  ['GBP', 1, '£ gbp pound pounds quid livres libras ポンド جنيه_استرليني'],
  ['GBP', 0.01, 'p pence penny'],
  ['JPY', 1, '¥ ￥ jpy yen 円 ين'],
  ['CHF', 1, 'chf fr. sfr franken francs'],
  ['SAR', 1, 'sar ريال ريالا ريالات ر.س'],
  ['AED', 1, 'aed درهم درهما دراهم'],
  ['EGP', 1, 'egp جنيه جنيها جنيهات ج.م'],
  ['KWD', 1, 'kwd دينار دينارا دنانير'],
  ['INR', 1, '₹ inr rs rupees rupee'],
  ['MXN', 1, 'mxn pesos peso'],
  ['SEK', 1, 'sek kronor'],
  ['PLN', 1, 'pln zł złoty'],
  ['CENT', 0.01, 'cent cents ct céntimos centimes centavos'],
]
for (const [code, factor, words] of lists) {
  for (const word of words.split(' ')) currencies.set(word.replaceAll('_', ' '), { code, factor })
}

const names = [...currencies.keys()].sort((one, other) => other.length - one.length)
const sign = names.map(name => name.replaceAll(/[.$]/g, String.raw`\$&`)).join('|')
const before = new RegExp(
  String.raw`(?:^|[^\p{L}])(€|us\$|\$|£|¥|￥|₹|eur|usd|gbp|chf|sar|aed|egp|fr\.|rs\.?) ?$`,
  'u',
)
const after = new RegExp(
  String.raw`^(?:[.,]- ?| |-)?(${sign})(?!\p{L}(?<![\p{Script=Han}\p{Script=Hiragana}]))`,
  'u',
)

export interface Price {
  start: number
  end: number
  currency: string
  factor: number
}

/** The currency around a number at `start` to `end` of a folded text. */
export function currencyAround(folded: string, start: number, end: number): Price | undefined {
  const head = folded.slice(Math.max(0, start - 8), start)
  const [, prefix] = before.exec(head) ?? []
  const [all, suffix] = after.exec(folded.slice(end, end + 20)) ?? []
  const found = currencies.get(suffix ?? '') ?? currencies.get(prefix ?? '')
  if (!found) return undefined
  if (suffix && all) return { start, end: end + all.length, currency: found.code, factor: found.factor }
  const from = start - (head.length - head.lastIndexOf(prefix ?? ''))
  return { start: from, end, currency: found.code, factor: found.factor }
}

const rates: readonly (readonly [string, RegExp])[] = [
  [
    'hour',
    /^(?:an|per|each|every|pro|je|die|par|de l'|l'|por|a la|la)? ?\/? ?(?:hour|hr|stunde|heure|hora|時間|ساعه|الساعه|في الساعه)/u,
  ],
  [
    'day',
    /^(?:a|per|each|every|pro|je|am|par|por|al)? ?\/? ?(?:day|daily|tag|täglich|jour|día|日額|日|يوميا|في اليوم|لليوم)/u,
  ],
  [
    'night',
    /^(?:a|per|each|every|pro|je|die|par|la|por)? ?\/? ?(?:night|nacht|nuit|noche|泊|لليله|في الليله)/u,
  ],
  [
    'week',
    /^(?:a|per|each|every|pro|je|in der|die|par|por|a la)? ?\/? ?(?:week|weekly|woche|wöchentlich|semaine|semana|週|اسبوعيا|في الاسبوع)/u,
  ],
  [
    'month',
    /^(?:a|per|each|every|pro|im|je|den|par|por|al)? ?\/? ?(?:month|monthly|mo\b|monat|monatlich|mois|mes|mensual(?:es)?|mensuel|月額|か月|ヶ月|شهريا|في الشهر|للشهر)/u,
  ],
  [
    'year',
    /^(?:a|per|each|every|pro|im|je|par|por|al)? ?\/? ?(?:year|yearly|annually|annum|jahr|jährlich|an\b|ans\b|année|año|anual(?:es)?|年額|سنويا|في السنه)/u,
  ],
  ['person', /^(?:a|per|each|pro|je|par|por)? ?\/? ?(?:person|head|guest|personne|persona|kopf|人|للشخص)/u],
]

/** What the money at the end of which `place` is has to be paid for: each hour, day, month, person. */
export function rateAt(folded: string, place: number): { per: string; end: number } | undefined {
  const [tail = ''] = /^[ ,/(]{0,2}[^\n.!?]{0,24}/u.exec(folded.slice(place, place + 26)) ?? []
  const lead = /^[ ,/(]*/.exec(tail)?.[0].length ?? 0
  // "55 at night" is no rate, "55 a night" is.
  if (
    !/^(?:\s*\/|[ ,(]*(?:an?|per|each|every|pro|je|im|am|den|die|in der|par|por|al|a la|la|de l'|l'|\p{L}*ly\b|täglich|wöchentlich|monatlich|jährlich|mensu|anual|年|月|日|泊|1|一|شهريا|سنويا|يوميا|اسبوعيا|في|لل|لكل))/u.test(
      tail,
    )
  )
    return undefined
  for (const [per, pattern] of rates) {
    const found = pattern.exec(tail.slice(lead))
    if (found) return { per, end: place + lead + found[0].length }
  }
  return undefined
}
