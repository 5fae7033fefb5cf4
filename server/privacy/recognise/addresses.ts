import type { Turn } from '../personal-data.ts'
import { type Found, spansOf } from './found.ts'

/** Street addresses and the postcode and town that follow them. */
export function findAddresses({ lower, asked }: Turn): Found[] {
  const isShort = lower.length <= MAX_BARE_ADDRESS
  const hasDigit = /\d/.test(lower)
  return [
    ...(hasDigit ? withDigits.flatMap(pattern => spansOf(pattern, lower, 'address')) : []),
    ...(hasDigit && isShort ? shortWithDigits.flatMap(one => spansOf(one, lower, 'address', 'value')) : []),
    ...(speaksOfAddress.test(lower)
      ? [...spansOf(called, lower, 'address', 'value'), ...spansOf(calledInWords, lower, 'address', 'value')]
      : []),
    ...(isShort ? spansOf(withoutNumber, lower, 'address') : []),
    ...(asked.has('address') ? spansOf(answered, lower, 'address', 'value') : []),
  ]
}

const speaksOfAddress =
  /address|adresse|anschrift|dirección|i live|i am (?:living|staying)|ich wohne|j'habite|vivo en|住所|عنوان/

const rest = String.raw`(?:,? (?:apt|apartment|unit|suite|flat|#) ?[\p{L}\d]{1,6}(?: [a-d](?!\p{L}))?)?(?:,? (?!(?:and|but|my|i|is|it|its|the|please|not|with|to|in|on|for)(?!\p{L}))[\p{L}'.]{2,20}){0,4}(?:,? [a-z]{2})?(?:,? \d{5}(?:-\d{4})?)?`

/** "412 rose drive", "12 rue de la Paix", "1600 Pennsylvania Ave NW". */
const numberFirst = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:no\.? ?)?(?:\d{1,6}[a-z]?|\d{1,3} ?(?:st|nd|rd|th)),? (?:(?!(?:and|or|is|to|for|my|days?|hours?|minutes?|dollars?|euros?)(?!\p{L}))(?!(?:st|nd|rd|th)(?!\p{L}))[\p{L}'.]{1,20} |\d{1,3} ?(?:st|nd|rd|th) ){1,4}(?:street|stree|sreet|st|road|rd|nagar|colony|salai|marg|layout|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|way|terrace|square|circle|cir|parkway|pkwy|highway|hwy|close|crescent|trail|cross)(?![\p{L}])${rest}|(?<![\p{L}\p{N}])\d{1,5}(?: ?(?:bis|ter|[a-d]))?,? (?:rue|avenue|av|boulevard|bd|place|allée|chemin|impasse|quai|cours) (?:(?:de|du|des|la|le|les) |d'|l'){0,2}[\p{L}'-]{2,30}(?: [\p{L}'-]{2,30})?(?:,? \d{5} [\p{L}'-]{2,30})?`,
  'gu',
)

/** "Hauptstraße 5, 10115 Berlin", "Calle Mayor 5". */
const numberLast =
  /(?<!\p{L})(?:[\p{L}-]{2,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|ufer|damm|ring)|(?:calle|c\/|avenida|avda\.?|plaza|paseo|camino) (?:de (?:la |los |las )?)?[\p{L}'-]{2,30}(?: [\p{L}'-]{2,30})?),? (?:n[º°] ?)?\d{1,4} ?[a-z]?(?![\p{L}\p{N}])(?:,? \d{4,5} [\p{L}'-]{2,30})?|〒 ?\d{3}-\d{4}[ 　]?(?:[\p{Script=Han}]{2,4}[都道府県][^\s、。]{2,40})?|[\p{Script=Han}]{2,3}[都道府県][\p{Script=Han}\p{Script=Katakana}ー]{1,8}[市区町村郡][^\s、。]{1,40}/gu

/** "My new address is 34 Karan Street …", up to the end of what is said of it. */
const called =
  /(?<!\p{L})(?:(?:my |new |home |the |billing |shipping |mailing |current |correct )+address|(?:meine |neue |die )+(?:adresse|anschrift)|(?:mon |ma |nouvelle )+adresse|(?:mi |nueva )+dirección|i live (?:at|in)|i am (?:living|staying) at|ich wohne in der|j'habite (?:au|à)?|vivo en(?: la)?|住所は|عنواني(?: هو)?) ?(?:is|was|ist|lautet|est|es|to|should be|:)? ?(?<value>(?=[^.;!?\n]{0,60}\d)(?!(?:and|but|not|wrong)(?!\p{L}))[^.;!?\n]{4,90}?)(?=[.;!?\n]|$| (?:and|but) (?:my|the|i|please)(?!\p{L})|です)/dgu

/** "My new address is Sita Road, Gwalior": without a number, up to the end of the sentence. */
const calledInWords =
  /(?<!\p{L}|(?:e-?mail|ip|mac|web|site|return|wallet) )(?:(?:my |new |home |the |billing |shipping |mailing |current |correct )*address (?:is|should be|:)|(?:meine |neue )+(?:adresse|anschrift)(?: ist| lautet|:)|(?:mon |ma |nouvelle )+adresse(?: est| :)|(?:mi |nueva )+dirección(?: es|:)) (?<value>(?!(?:not|wrong|right|out|outdated|invalid|fine|ok|okay|good|registered|saved|listed|stored|already|being|what|where|here|there|above|below|unknown|needed|required|complete|incomplete|for|to|of|from|as|so|very|too|just|only|used|bei|schon|hinterlegt|gespeichert|bekannt|bien|déjà|mal|ya|bien|registrada|correcta|the|a|an|in|on|still|also|now|my|same|different|incorrect|correct|changed|missing|showing|updated|old|new one|no|nicht|falsch|noch|die|pas|toujours|la même|incorrecta|la misma)(?!\p{L}))\p{L}[\p{L}'.]{1,20}(?:,? \p{L}[\p{L}'.]{1,20}){1,6})(?=[.;!?\n]|$)/dgu

/** A turn that is a town with its state and postcode, in either order. */
const STATE = String.raw`(?:a[klrz]|c[aot]|d[ce]|fl|ga|hi|i[adln]|k[sy]|la|m[adeinost]|n[cdehjmvy]|o[hkr]|pa|ri|s[cd]|t[nx]|ut|v[at]|w[aivy])`
const town = new RegExp(
  String.raw`^(?:(?:it is|its|it's|yes|sure)[, ]{1,2})?(?<value>\p{L}{2,20}(?: \p{L}{2,20}){0,2},? ${STATE}[ ,]{1,2}\d{5}|\d{5}[\s,]{1,3}\p{L}{2,20}(?: \p{L}{2,20}){0,2},? ${STATE})\.?$`,
  'dgu',
)

/** "12 Baker apt 4 Springfield IL 62704". */
const withState =
  /(?<![\p{L}\p{N}])(?:(?:no|door|flat|house|plot)\.? (?:no\.? )?)?\d{1,6}[a-z]? (?=\p{L})[^.;!?\n]{4,60}? (?:a[klrz]|c[aot]|d[ce]|fl|ga|hi|i[adln]|k[sy]|la|m[adeinost]|n[cdehjmvy]|o[hkr]|pa|ri|s[cd]|t[nx]|ut|v[at]|w[aivy]) \d{5}(?:-\d{4})?(?!\d)/gu

const MAX_BARE_ADDRESS = 80
/** A turn that begins with a house's number and goes on with names: "190 New York 4th Cross NY", "door no 7 lake view". */
const bare =
  /^(?:(?:sure|yes|ok|okay|it is|its|it's|my address is|address)[, ]{1,2}){0,2}(?<value>(?:(?:no|door|flat|house|plot|apt)\.? (?:no\.? |number )?\d{1,6}|\d{3,5}|\d{1,2}(?= [nsew]\.? ))[a-z]?,? (?!(?:gb|mb|dollars?|usd|euros?|rs|rupees|only|and|is|for|from|to|am|pm|was|please|ok|miles|points|days?|months?|last|my|ssn|card|account)(?!\p{L}))(?:[nsew]\.? )?\p{L}{2,20}(?: (?!(?:is|my|and|please|ssn|card|account|dollars?)(?!\p{L}))[\p{L}\d]{1,20}){1,9})$/dgu
/** A turn that is hardly more than a street: "Oxford Street London". */
const withoutNumber =
  /^(?:(?:it is|its|it's|at|sure|yes|my address is) )?(?!(?:the|my|which|what|this|that|same|a)(?!\p{L}))\p{L}{3,20}(?: \p{L}{3,20})? (?:street|stree|sreet|road|avenue|lane|drive|boulevard)(?:,? \p{L}{2,20}){0,3}\.?$/gu

/** The answer to "your address?": anything with a number in it, or two names with a comma. */
const answered =
  /^(?:(?:sure|yes|ok|okay|it is|it's|its|ja|oui|sí)[, ]{1,2})?(?<value>(?=.{0,80}\d|\p{L}+(?: \p{L}+){0,5}, ?\p{L}+(?: \p{L}+){0,3}$)(?!(?:sure|yes|ok|okay|ja|oui|sí)(?!\p{L})|one |just |let |i |why |what |wait|since |until |from |after |before |about |around |for |seit |depuis |desde )[^?؟？]{4,120})$/dgu

const withDigits = [numberFirst, numberLast, withState]
const shortWithDigits = [bare, town]
