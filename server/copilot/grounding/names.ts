import { MONTH, WEEKDAY } from './calendar.ts'
import { isEmpty } from './content.ts'
import type { Statement } from './meaning.ts'

/** Names in a text. `cased` is folded but keeps its capitals; `isGerman` says that every noun has one. */
export function namesOf(cased: string, isGerman: boolean): Statement[] {
  return [...capitalised(cased, isGerman), ...marked(cased)]
}

const name = String.raw`\p{Lu}[\p{L}\p{M}]*(?:['.&-]\p{L}[\p{L}\p{M}]*)*`
const sequences = new RegExp(
  String.raw`(?<![\p{L}\p{N}])${name}(?: (?:de|del|la|van|von|der|of|&|bin|al) ${name}| ${name}){0,4}`,
  'gu',
)
const ordinary = new RegExp(
  String.raw`^(?:I|I'm|I'll|I've|I'd|OK|Okay|FAQ|ID|SMS|PDF|TV|PC|URL|App|PIN|USB|Wi-Fi|WLAN|WiFi|Hi|Hello|Dear|Thanks|Thank|Please|Yes|No|Sie|Ihr|Ihre|Ihren|Ihrem|Ihrer|Ihnen|Ihres|Mr|Mrs|Ms|Dr|Herr|Herrn|Frau|Madame|Monsieur|Mme|M|Señor|Señora|Sr|Sra|People|Persons?|Patrons?|Reviewers?|Reviews?|Visitors?|Travell?ers?|Diners?|Everyone|Everybody|Nobody|Someone|Somebody|Others|Half|Staff|Most|Many|Several|Few|Customers?|Clients?|Guests?|Callers?|Agents?|Members?|Users?|Patients?|Passengers?|Tenants?|Technicians?|Drivers?|Plumbers?|Engineers?|Kunde|Kundin|Gast|Agentin|Techniker|Client|Cliente|Huésped|Agente|Agent|Ste|Suite|Apt|Flat|Floor|Room|According|Due|Based|Past|Overall|Regarding|Concerning|Because|Since|As|If|When|While|After|Before|Although|Though|Once|Without|That|This|These|Those|There|Here|Just|Only|Also|Even|Unfortunately|Currently|Normally|Usually|Otherwise|Instead|However|Then|Now|Today|Tomorrow|Both|Each|Every|Either|Most|Some|All|Weil|Wenn|Falls|Sobald|Obwohl|Leider|Außerdem|Quand|Comme|Malheureusement|Cuando|Como|Aunque|Lamentablemente|Internet|Online|English|AM|PM|VAT|GB|MB|TB|EUR|USD|GBP|CHF)$`,
  'u',
)
/** What a letter or a chat begins and ends with. */
const courtesy =
  /^(?:Guten|Tag|Morgen|Abend|Hallo|Liebe[rn]?|Sehr|Geehrte[rn]?|Bonjour|Cher|Chère|Hola|Estimad[oa]|Querid[oa]|Hey|Good|Kind|Best|Warm|Regards)$/u
const calendar = new RegExp(String.raw`^(?:${MONTH}|${WEEKDAY})s?$`, 'u')
const germanCue =
  /(?:(?<!\p{L})(?:herrn?|frau|dr\.|prof\.|name ist|heiße|heißt|hallo|liebe|lieber|kolleg(?:e|en|in)|techniker(?:in)?|mitarbeiter(?:in)?|berater(?:in)?|arzt|ärztin|hotel|tarif|paket|modell|filiale|stadt|station|bahnhof)) ?$/iu
const sentenceStart =
  /(?:^|(?<!(?<!\p{L})(?:dr|mr|mrs|ms|st|prof|sra?|mme))[.]\s*|[!?:¡¿\n]\s*|[-*•#]\s*|["'(]\s*)$/iu
const greeting =
  /(?:^|\n|[.!?]\s)(?:hi|hello|dear|hey|hallo|liebe|lieber|bonjour|cher|chère|hola|estimad[oa]|querid[oa])(?: (?:mr|mrs|ms|herr|frau|madame|monsieur|señora?|sr|sra)\.?)? $/iu

function capitalised(cased: string, isGerman: boolean): Statement[] {
  const found: Statement[] = []
  for (const { 0: written, index } of cased.matchAll(sequences)) {
    const head = cased.slice(Math.max(0, index - 40), index)
    const starts = sentenceStart.test(head)
    let start = index
    let words = written.split(' ')
    // The first word of a sentence has its capital anyway, and a title is no name.
    if (starts && isEmpty(words[0] ?? '')) {
      start += (words[0]?.length ?? 0) + 1
      words = words.slice(1)
    }
    while (words[0] !== undefined && (isOrdinary(words[0]) || courtesy.test(words[0]))) {
      start += words[0].length + 1
      words = words.slice(1)
    }
    while (words.length > 0 && isOrdinary(words.at(-1) ?? '')) words = words.slice(0, -1)
    const text = words.join(' ')
    if (text.length < 2) continue
    const acts = starts && !isGerman && person.test(cased.slice(start + text.length))
    const isFirst = starts && start === index
    const isSure = isGerman
      ? germanCue.test(head) || (words.length < written.split(' ').length && /(?:Herr|Frau)/.test(written))
      : !isFirst || words.length > 1 || acts
    found.push({
      start,
      end: start + text.length,
      kind: 'name',
      means: { of: 'words', text: text.toLowerCase() },
      vague: !(isSure || greeting.test(head)),
    })
  }
  return found
}

/** What only somebody does: "Dave asked for …". */
const person =
  /^ (?:asked|says?|said|wrote|called|wants|thanked|complain(?:s|ed)|lives|told|apologi[sz]ed|promised|would like|demande|souhaite|pide|quiere|solicita)(?!\p{L})/u

const isOrdinary = (word: string) => ordinary.test(word) || calendar.test(word.toLowerCase())

const marks: readonly RegExp[] = [
  /(?<name>[\p{Script=Han}\p{Script=Katakana}ー]{1,10})(?:さん|様(?!々)|氏|駅|店|支店|ホテル|プラン|パック|カード(?!番号))/gu,
  /(?:السيده?|الدكتوره?|الاستاذه?|المهندسه?|الفني|الزميله?|اسمي|مدينه|فرع|فندق|باقه|شارع) (?<name>\p{L}{2,20})/gu,
]

/** Names that a word beside them gives away, in scripts without capitals. */
function marked(cased: string): Statement[] {
  return marks.flatMap(pattern =>
    [...cased.matchAll(pattern)].flatMap(match => {
      const text = match.groups?.name ?? ''
      const start = match.index + match[0].indexOf(text)
      return text === '' || /^(?:お客|皆|御客|何|神|当|本|全|各|新|閉|開|来|飲食|専門|販売)$/u.test(text)
        ? []
        : [{ start, end: start + text.length, kind: 'name' as const, means: { of: 'words' as const, text } }]
    }),
  )
}
