/** What the quick reply that offers a person sends back. */
export const HANDOVER_PAYLOAD = 'handover:request'

/**
 * Recognises messages that ask for a person: those that have one of the phrases whole, whatever its case, accents and
 * punctuation, and neither refuse it ("I don't want a human") nor wonder about it ("Are you human?").
 */
export function personRequests(phrases: readonly string[]): (text: string) => boolean {
  const patterns = [...phrases, HANDOVER_PAYLOAD]
    .map(plain)
    .filter(phrase => phrase !== '')
    .map(patternOf)
  return text => {
    const folded = fold(text)
    return patterns.some(pattern =>
      [...folded.matchAll(pattern)].some(({ index }) => isMeant(folded.slice(0, index))),
    )
  }
}

/** Whether a message is nothing but a yes. */
export const agrees = (text: string): boolean =>
  text.length < 100 &&
  plain(text)
    .split(' ')
    .every(word => agreement.has(word))

const agreement = new Set(
  'yes yeah yep yup sure ok okay ja jawohl oui si claro sim certo graag please pls bitte svp favor favore por per'.split(
    ' ',
  ),
)

/** The phrase with anything but letters between its words; whole words, except where a script does not part them. */
function patternOf(phrase: string): RegExp {
  const words = phrase.split(' ').join('[\\p{P}\\p{S}\\s]+')
  return unspaced.test(phrase)
    ? new RegExp(words, 'gu')
    : new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${words}(?![\\p{L}\\p{M}\\p{N}])`, 'gu')
}

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

function isMeant(before: string): boolean {
  const clause = plain(before.slice(-100).split(clauseEnd).at(-1) ?? '')
  return !refusals.some(refusal => refusal.test(clause))
}

const clauseEnd = /[.,;:!?。、！？；\n]|\b(?:but|aber|sondern|mais|pero|sino|maar)\b/u

/** What stands right before a phrase that is not meant. A mistake here costs little: a person is offered all the same. */
const refusals = [
  /\b(?:no|without|instead of|kein\w*|ohne|sans|sin|senza|geen|zonder|sem)(?: (?:an?|the|any|other|real|need|for|to|quiero|voglio|quero))*$/,
  /(?<!\bwhy )\b(?:don t|dont|do not|didn t|didnt|not|never|nicht|niet|pas|nao|non)(?: (?:really|even|want|need|wish|like|wanna|looking|asking|trying|ask|talk|speak|for|to|with|an?|the|any|real|mit|einem|een|met))*$/,
  /\b(?:are you|you are|you re|youre|bist du|sind sie)(?: (?:really|even|an?|eine?))*$/,
]

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()

/** Words between single spaces, without case, accents and punctuation. */
const plain = (text: string) =>
  fold(text)
    .replaceAll(/[\p{P}\p{S}\s]+/gu, ' ')
    .trim()
