/*
 * Currencies and what money is paid for each of. All names are folded.
 */

const currencies = new Map<string, { code: string; factor: number }>()
const lists: readonly (readonly [string, number, string])[] = [
  ['EUR', 1, '€ eur euro euros ユーロ يورو'],
  ['dollars', 1, '$ dollar dollars dólar dólares ドル دولار دولارا دولارات'],
  ['USD', 1, 'us$ usd us_dollar us_dollars'],
  ['AUD', 1, 'aud a$ australian_dollar australian_dollars'],
  ['CAD', 1, 'cad ca$ c$ canadian_dollar canadian_dollars'],
  ['NZD', 1, 'nzd nz$'],
  ['SGD', 1, 'sgd s$'],
  ['HKD', 1, 'hkd hk$'],
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
  ['kronor', 1, 'kr kronor kronen kroner'],
  ['SEK', 1, 'sek'],
  ['NOK', 1, 'nok'],
  ['DKK', 1, 'dkk'],
  ['CNY', 1, 'cny rmb yuan 元'],
  ['BRL', 1, 'brl r$'],
  ['TRY', 1, 'try ₺ lira'],
  ['CZK', 1, 'czk kč'],
  ['PLN', 1, 'pln zł złoty'],
  ['CENT', 0.01, 'cent cents ct céntimos centimes centavos'],
]
for (const [code, factor, words] of lists) {
  for (const word of words.split(' ')) currencies.set(word.replaceAll('_', ' '), { code, factor })
}

const names = [...currencies.keys()].sort((one, other) => other.length - one.length)
const sign = names.map(name => name.replaceAll(/[.$]/g, String.raw`\$&`)).join('|')
const before = new RegExp(
  String.raw`(?:^|[^\p{L}])(€|(?:us|a|ca|c|nz|s|hk|r)?\$|£|¥|￥|₹|₺|eur|usd|gbp|chf|aud|cad|nzd|sgd|hkd|sek|nok|dkk|pln|jpy|cny|inr|brl|mxn|sar|aed|egp|kwd|kr\.?|fr\.|rs\.?) ?$`,
  'u',
)
const after = new RegExp(
  String.raw`^(?:[.,]- ?| |-)?(?![€$£] ?\d)(${sign})(?!\p{L}(?<![\p{Script=Han}\p{Script=Hiragana}]))`,
  'u',
)

export interface Price {
  start: number
  end: number
  currency: string
  factor: number
}

const families = new Map([
  ['dollars', 'USD AUD CAD NZD SGD HKD'],
  ['kronor', 'SEK NOK DKK'],
])

/** "$4" may be of any country with dollars. */
export const currenciesFit = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined ||
  other === undefined ||
  one === other ||
  families.get(one)?.includes(other) === true ||
  families.get(other)?.includes(one) === true

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
    'minute',
    /^(?:a|per|each|every|pro|je|par|la|por)? ?\/? ?(?:minute|min\b|minuto|分|دقيقه|الدقيقه|في الدقيقه)/u,
  ],
  [
    'second',
    /^(?:a|per|each|every|pro|je|par|la|por)? ?\/? ?(?:second|sec\b|sekunde|seconde|segundo|秒|ثانيه|الثانيه)/u,
  ],
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

/** What is counted in things: "£12 a visit", "9 € par vol". Which things is not compared. */
export const EACH_THING = 'each'
const EACH =
  /^(?:(?:per|pro|je|par|por|each|every) (?!(?:the|per|les?|la|el|los|das|die|der|se|si) )\p{L}{3,20}|an? (?:visit|piece|ticket|item|unit|order|flight|stay|trip|ride|call|copy|user|seat|room|car|parcel|bag|session|delivery|transfer)(?!\p{L}))/u

/** "For each remaining month". */
const ofEach =
  /^ ?(?:for )?(?:each|every|per|pro|je) (?:remaining|further|additional|extra|started|commenced|weitere[nrs]?|zusätzliche[nrs]?|angefangene[nrs]?|verbleibende[nrs]?) /u

/** What the money at the end of which `place` is has to be paid for: each hour, day, month, person. */
export function rateAt(folded: string, place: number): { per: string; end: number } | undefined {
  const [adjective] = ofEach.exec(folded.slice(place, place + 30)) ?? []
  if (adjective)
    return rateAt(
      `${folded.slice(0, place)} per ${folded.slice(place + adjective.length, place + 60)}`,
      place,
    )
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
  const each = EACH.exec(tail.slice(lead))
  return each ? { per: EACH_THING, end: place + lead + each[0].length } : undefined
}
