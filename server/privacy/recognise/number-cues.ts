import type { PersonalKind } from '../../protocol/settings/privacy.ts'

/** The kinds that are told in digits; where several were asked for, the first is meant. */
export const numericKinds: readonly PersonalKind[] = [
  'national-id',
  'card',
  'account',
  'phone',
  'postcode',
  'secret',
  'birth-date',
]

const REACH_BEFORE = 48
const REACH_AFTER = 40

/** What a number is called right before it, or right after ("9999 is my ssn"), in six languages. */
const cues: readonly (readonly [PersonalKind, string])[] = [
  [
    'national-id',
    String.raw`\p{L}{0,20}ssn|s s n|social(?: security)?|national (?:id|insurance)|tax id|passport|driver'?s? licen[cs]e|aadhaa?r|nino|steuer-?id|sozialversicherung\p{L}*|ausweis\p{L}*|sécurité sociale|passeport|dni|nie|nif|pasaporte|マイナンバー|パスポート番号|رقم الهوية|جواز السفر`,
  ],
  [
    'card',
    String.raw`(?:credit|debit|cr|cc|bank|visa|master) ?cards?|cards?|credit|debit|visa|mastercard|amex|kreditkarte\p{L}*|karten?nummer|carte(?: bancaire)?|tarjeta|カード番号|カード|البطاقة|بطاقة`,
  ],
  [
    'account',
    String.raw`accounts?|accnt|acct?|ac|a/c|acc|customer (?:number|id|no)|member(?:ship)? (?:number|id|no)|policy(?: number| no)?|konto(?:nummer)?|kundennummer|vertragsnummer|compte|numéro de client|cuenta|número de cliente|口座番号|お客様番号|会員番号|رقم الحساب|الحساب|رقم العميل`,
  ],
  [
    'phone',
    String.raw`phone|telephone|mobile|cell(?:phone)?|contact(?: number| no)?|call me(?: back)? (?:on|at)|reach me (?:on|at)|whatsapp|telefon(?:nummer)?|handy(?:nummer)?|rufnummer|téléphone|portable|teléfono|móvil|celular|電話番号|電話|携帯|هاتف\p{L}*|الهاتف|جوال\p{L}*|موبايل`,
  ],
  [
    'postcode',
    String.raw`zip(?: ?code)?|post ?code|postal code|pin ?code|plz|postleitzahl|code postal|código postal|郵便番号|الرمز البريدي`,
  ],
  [
    'birth-date',
    String.raw`date of birth|birth ?date|birthday|dob|born(?: on| in)?|geburtsdatum|geboren(?: am)?|date de naissance|né(?:e)? le|fecha de nacimiento|nací el|生年月日|تاريخ الميلاد`,
  ],
]

const named = cues.map(([, words], index) => `(?<k${index}>${words})`).join('|')
const before = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${named})(?!\p{L})`, 'gu')
const gap =
  /^(?:[ .,:;#=-]|(?<!\p{L})(?:number|numbers|num|no|nr|nbr|numbver|code|is|its|it|was|are|si|id|the|my|of|ending|ends|in|with|last|four|4|digits?|digit|and|for|should|read|be|incorrectly|wrong|ist|lautet|nummer|numéro|número|est|es|el|le|on|at|to|as|please|date)(?!\p{L})|は|番号|هو|رقم|n[°º])*$/u
/** A slip of the pen between the two: "account numner 4445". */
const slip = /^ ?[\p{L}]{3,9}(?: (?:is|no))? ?$/u
const digitsOf =
  /(?<!\p{L})(?:last|final|ending) (?:4|four|3|three) ?(?:digits?|numbers?)?(?: (?:is|are|of|it|its|my|the))* ?:? ?$/u
const after = new RegExp(
  String.raw`^ ?(?:(?:is|are|was|as|for)(?: the| my| your)?|(?=\p{L}{0,3}ssn)) ?(?:last (?:4|four)(?: digits?)?(?: of)?(?: my)? )?(?:${named})(?!\p{L})`,
  'u',
)

/** The kind that the words around a number give it; undefined where they give none. `start` and `end` are its place. */
export function nearestCue(lower: string, start: number, end: number): PersonalKind | undefined {
  const head = lower.slice(Math.max(0, start - REACH_BEFORE), start)
  const called = [...head.matchAll(before)].reverse()
  for (const cue of called) {
    const between = head.slice(cue.index + cue[0].length)
    if (gap.test(between) || (end - start >= 4 && slip.test(between))) return kindOf(cue.groups)
  }
  if (digitsOf.test(head)) return kindOf(called[0]?.groups) ?? 'account'
  const tail = lower.slice(end, end + REACH_AFTER)
  return kindOf(after.exec(tail)?.groups)
}

function kindOf(groups: Record<string, string | undefined> = {}): PersonalKind | undefined {
  return cues.find((_cue, index) => groups[`k${index}`] !== undefined)?.[0]
}
