import type { FactKind } from './fact-labels.ts'

export interface Thing {
  kind: Extract<FactKind, 'company' | 'product'>
  value: string
}

/** A point within a word, as in "S.L.", ends no sentence. */
const LETTER = String.raw`(?:[\p{L}\p{M}\p{N}&'’+-]|\.(?=[\p{L}\p{N}]))`
const WORD = String.raw`[\p{L}\p{N}]${LETTER}{0,30}`
/** A name: words with a capital or a digit, and small words between them. */
const CAPITAL = String.raw`(?:\p{Lu}${LETTER}{0,30}|\d${LETTER}{0,15})`
const NAME = String.raw`\p{Lu}${LETTER}{0,30}(?: (?:(?:&|und|et|y|de|of|for|the|von) )?${CAPITAL}){0,4}`
const LEGAL_FORM = String.raw`(?:GmbH(?: & Co\. KG)?|mbH|AG|KG|OHG|UG|SE|e\.V\.|Ltd|Limited|Inc|LLC|LLP|PLC|plc|Corp|SARL|SAS|SASU|S\.A\.(?:S\.|R\.L\.)?|SA|SL|SLU|S\.L\.U?\.?|BV|NV|Oy|AB|ApS|Pty Ltd)`
const CJK = String.raw`[\p{Script=Han}\p{Script=Katakana}A-Za-z0-9ー・-]{1,20}`
const ARABIC = String.raw`\p{Script=Arabic}{2,20}|[A-Za-z][\w-]{1,20}|\d{1,6}`
const ARABIC_NAME = String.raw`(?:(?!(?:في|من|على|و|هي|هو|التي|منذ|قبل|الشحن|التوصيل|الطيران|التأمين|الاتصالات|أمس)(?!\p{L}))(?:${ARABIC}))(?: (?!(?:في|من|على|عن|إلى|منذ|قبل|أمس|اليوم|ولم|ولا|لكن|ولكن|هو|هي|لا|لم|قد)(?!\p{L}))(?:${ARABIC})){0,2}`

const companies: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?<value>${NAME},? ${LEGAL_FORM})(?!\p{L})`, 'gu'),
  new RegExp(
    String.raw`(?<!\p{L})(?:[Ii] work (?:for|at)|[Oo]n behalf of|(?:[Mm]y|[Oo]ur|[Tt]he)? ?[Cc]ompany(?:'s)?(?: name)?(?: is called| is|:)|[Ii]ch arbeite (?:bei|für)(?: der)?|[Ii]m (?:Namen|Auftrag) (?:der|von)(?: Firma)?|(?:[Mm]eine|[Uu]nsere|[Dd]ie|[Dd]er)? ?Firma(?: heißt| ist| lautet|:)?|[Jj]e travaille (?:pour|chez)|(?:[Mm]a|[Nn]otre|[Ll]a) (?:société|entreprise)(?: est| s'appelle| :|:)?|[Tt]rabajo (?:para|en la empresa)|(?:[Mm]i|[Nn]uestra|[Ll]a) empresa(?: es| se llama|:)?) (?<value>${NAME})`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<value>(?:株式会社|有限会社|合同会社)${CJK}|${CJK}(?:株式会社|有限会社|合同会社))`,
    'gu',
  ),
  new RegExp(String.raw`会社(?:名)?は(?<value>${CJK})(?:です|と|で|。|$)`, 'gu'),
  new RegExp(
    String.raw`(?:[أا]عمل (?:في|لدى) شركة|اسم (?:الشركة|شركتي|شركتنا)(?: هو| هي)?|من شركة|باسم شركة) (?<value>${ARABIC_NAME})`,
    'gu',
  ),
]

/** A thing in words, up to where something else is said of it. */
const END = String.raw`(?=[.,;:!?)…]|$| (?:from|to|on|in|at|for|with|by|last|yesterday|today|this|a|two|three|but|and|which|that|because|is|was|it|and|ago|online|off|via|near|before|after|when|since|as|von|am|im|bei|für|mit|letzte[nrs]?|gestern|heute|und|aber|online|gekauft|bestellt|bekommen|erhalten|chez|le|la|il|hier|et|mais|sur|dans|en|pour|qui|avec|el|la|ayer|hoy|y|pero|por|para|que|hace|con)(?!\p{L}))`
const PHRASE = String.raw`(?!(?:wrong|thing|things|items?|products?|something|few|lot|couple|new one|day|days|week|weeks|one|same)(?!\p{L}))${WORD}(?: ${WORD}){0,4}?${END}`

const products: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<!\p{L})(?:[Ii]|[Ww]e)(?:'ve| have)?(?: just| recently| also)? (?:bought|purchased|ordered) (?:an?|the|your|this|one of your|some)(?: new)? (?<value>${PHRASE})`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})(?:[Ii]ch habe|[Ww]ir haben|[Hh]abe)(?: mir| uns)?(?: \p{Ll}{1,8})? (?:de[nr]|die|das|einen?|ein|Ihren?|eure[nr]?)(?: neue[nrs]?)? (?<value>${WORD}(?: ${WORD}){0,3}?)(?: (?:am|im|bei|vor|letzte[nr]?|gestern|online)[^.!?\n]{0,40}?)? (?:gekauft|bestellt|erworben)`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})(?:[Jj]'ai|[Nn]ous avons) (?:acheté|commandé|acquis) (?:une?|le |la |les |des |l'|votre )\s?(?<value>${PHRASE})`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})(?:[Hh]e comprado|[Cc]ompré|[Hh]emos comprado|[Hh]e pedido|[Pp]edí|[Aa]dquirí) (?:una?|el|la|los|las|su) (?<value>${PHRASE})`,
    'gu',
  ),
  // "The model is Aurora X2", "Tarif: Zuhause M", "my Aurora X2 won't start".
  new RegExp(
    String.raw`(?<!\p{L})(?:[Pp]roduct|[Mm]odel|[Dd]evice|[Ii]tem|[Pp]lan|Modell|Produkt|Gerät|Artikel|Tarif|[Pp]roduit|[Mm]odèle|[Aa]ppareil|[Ff]orfait|[Pp]roducto|[Mm]odelo|[Aa]parato|[Tt]arifa)(?: (?:name|number|no\.?))?(?: is(?: called)?| ist| heißt| lautet| est(?: le| la)?| es(?: el| la)?)?:? ["“„«]? ?(?<value>(?!(?:OK|Okay|No|Nr|Name|Number|Is|Ist|Est|Es|And|Und|The|I)(?!\p{L}))${NAME})`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})(?:[Mm]y|[Oo]ur|[Mm]eine?[nmr]?|[Uu]nsere?[nmr]?|[Mm]on|[Mm]a|[Nn]otre|[Mm]i|[Nn]uestr[oa]) (?<value>\p{Lu}[\p{L}\p{M}]{1,30}(?: \p{Lu}[\p{L}\p{M}]{0,30}){0,2}[ -](?:\p{Lu}{0,4}-?\d[\p{L}\p{N}-]{0,12})(?: ${CAPITAL}){0,2})`,
    'gu',
  ),
  new RegExp(String.raw`(?:商品|製品|型番|機種|モデル|プラン)(?:名)?(?:は|:|：) ?「?(?<value>${CJK})`, 'gu'),
  new RegExp(
    String.raw`(?<![\p{Script=Han}\p{Script=Katakana}A-Za-z0-9ー・-])(?<value>(?!(?:商品|製品|先日|先週|昨日)を)${CJK})を(?:購入|注文し|買)`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})(?:(?:[اأ]سم )?المنتج(?: هو|:)|الموديل(?: هو|:)?|الطراز(?: هو|:)?|اشتريت|طلبت شراء) (?<value>${ARABIC_NAME})`,
    'gu',
  ),
]

const asked: Readonly<Record<Thing['kind'], RegExp>> = {
  company:
    /\b(?:which|what|your|the) (?:company|organi[sz]ation|employer|business)\b|company(?:'s)? name|\b(?:firma|unternehmen|arbeitgeber|société|entreprise|empresa|compañía)\b|会社|御社|شركت|الشركة/iu,
  product:
    /\b(?:which|what|your|the) (?:\p{L}+ )?(?:product|model|device|item|plan|appliance)\b|\b(?:produkt|modell|gerät|artikel|tarif|produit|modèle|appareil|forfait|producto|modelo|aparato|artículo|tarifa)\b|商品|製品|機種|型番|モデル|منتج|موديل|طراز|جهاز|باقة/iu,
}
const askedForNumber =
  /\b(?:serial|order|serien|bestell|série|commande|serie|pedido)|number|nummer|numéro|número|番号|رقم/iu
const lead =
  /^(?:(?:it'?s|it is|we are|we're|i'm with|that'?s|the|an?|yes,?|das ist|es ist|wir sind|der|die|das|c'est|le|la|es|somos|la|el|un[ae]?|هو|هي)\s+)+/iu
/** Said of things at length or not at all: no name of one. */
const noName =
  /[?？؟!\n]|\b(?:don't|dont|not|no idea|i|you|know|nicht|keine|weiß|pas|sais|sé|no)\b|わかりません|分かりません|لا أعرف|لا اعرف/iu
const MOST_WORDS = 6
const LONGEST = 60

/** Companies and products that a text calls by their name, in the languages of the agent's workspace. */
export const namedThings = (text: string): Thing[] => [
  ...companies.flatMap(pattern => valuesOf(pattern, text, 'company')),
  ...products.flatMap(pattern => valuesOf(pattern, text, 'product')),
]

/** A company or a product that answers the question before it. */
export function askedThing(text: string, question: string): Thing[] {
  if (!/[?？؟]|ください|お願い|يرجى/.test(question) || askedForNumber.test(question)) return []
  const kind = (['company', 'product'] as const).find(one => asked[one].test(question))
  const value = trimmed(
    text
      .trim()
      .replace(lead, '')
      .replace(/(?:です|でございます)[。.]?$/u, ''),
  )
  const isName = value.length > 1 && value.length <= LONGEST && value.split(/\s+/).length <= MOST_WORDS
  return kind && isName && !noName.test(text.trim()) && /\p{L}/u.test(value) ? [{ kind, value }] : []
}

const valuesOf = (pattern: RegExp, text: string, kind: Thing['kind']): Thing[] =>
  [...text.matchAll(pattern)].flatMap(({ groups }) => {
    const value = trimmed(groups?.value ?? '')
    return value.length > 1 && value.length <= LONGEST ? [{ kind, value }] : []
  })

const trimmed = (value: string) => value.replace(/^["“„«「]|["”“»」]?[.,;:。、]?$/gu, '').trim()
