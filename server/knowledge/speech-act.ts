import { sentencesOf } from './sentences.ts'
import { fold } from './tokens.ts'
import { wordsOf } from './words.ts'

/**
 * What somebody does with a sentence: ask how something is, ask for a thing or a piece of data ("can I get the
 * number"), ask the other side to do something, wish for something, look for one of many ("I need a hotel"), or tell.
 */
export type SpeechAct = 'asks' | 'asks-for' | 'orders' | 'wishes' | 'looks-for' | 'tells' | 'keeps-contact'

/** One thing said, in lower case without marks and accents. */
export interface Clause {
  act: SpeechAct
  words: string
}

const MOST_OPENINGS = 8

/*
 * The patterns read words with single spaces between them, so that what is spoken and never had a mark reads the same.
 * Questions of other languages are known by their marks and question words.
 */
const opening =
  /^(?:yes|yeah|yep|yup|ya|no|nope|nah|ok|okay|k|well|so|and|also|but|or|oh|ah|um|uh|uhm|er|hmm?|hi|hello|hey|thanks|thank you|great|good|perfect|awesome|excellent|fine|cool|nice|wonderful|lovely|alright|all right|right|sure|actually|please|now|first|before that|wait|sorry|maybe|perhaps|quick question|one more thing|one last thing|one question|lastly|finally|additionally|in addition|again|hold on|that sounds \w+|sounds \w+|thats (?!all|everything|enough|it )\w+|anyway|just|then|too|as well|like|though|by the way|btw|sir|madam|guys|of course|i see|i understand|got it) /

const who =
  'i|you|ya|ye|u|we|he|she|it|they|there|this|that|these|those|the|a|an|any|my|your|our|his|her|its|their|anyone|somebody|someone|everyone|all|both|either|each|one|some'
const auxiliary =
  'is|are|was|were|am|do|does|did|can|could|will|would|should|shall|may|might|must|isnt|arent|wasnt|werent|dont|doesnt|didnt|hasnt|havent|cant|couldnt|wont|wouldnt|shouldnt'
const politely =
  '(?: please| also| just| maybe| possibly| kindly| first| go ahead and| quickly| tell me if you| at least| still)*'
const whether = '(?:if|whether|how|what|whats|which|where|when|why|who|about|anything|of any|that)'

const asksInOtherWords = new RegExp(
  `\\b(?:know|tell(?: me| us)?|check|see|confirm|find out|sure|verify|say|wonder(?:ing|ed)?|curious|ask|idea|clarify|let me know|let us know|mention|explain)(?: me| us| first| to see| to me)* ${whether}\\b`,
)
const asksFor = new RegExp(
  `^(?:(?:can|could|may|might) (?:i|we)${politely} (?:get|have)\\b|(?:can|could|would|will) you${politely} (?:get|give|send|tell|provide|share|text|email|read)\\b|(?:give|send|tell|get|text|email) (?:me|us)\\b|(?:i|we)(?: d| would| will| ll| just| also| still| only)*(?: like| love| need| want|ll need)(?: to (?:know|get|have|see))? (?:the|their|its|your|his|her|more|some|info|information|details)\\b|(?:what is|whats|what are|what was|do you have) (?:the|their|its|your) [\\w ]*\\b(?:number|address|name|code)\\b)`,
)
const looksFor =
  /\b(?:looking (?:for|to)|look for|searching (?:for|to)|search for|trying to find|find (?:me |us )?(?:a|an|one|some|another|something|somewhere|any)|(?:recommend|suggest)(?:ions?|ation)?|interested in (?:a|an|finding|getting)|in search of|somewhere to|someplace|a place to|places to|your favou?rite|(?:would|do) you (?:enjoy|recommend|suggest|like|prefer)|called|named|name is|by the name)\b/
const orders = new RegExp(
  `^(?:(?:can|could|would|will) you${politely} \\w+|(?:can|could) (?:i|we)${politely} (?:book|reserve|order|make|request|do|schedule)\\b|(?:lets|let us|please|go ahead|book|reserve|make|cancel|change|add|remove|send|try|order|schedule|arrange|put|set|help me|find me|get me|do it)\\b|(?:i|we)(?: d| would| will| ll| just| also| still| only)*(?: like| love| need| want|ll need)(?: you)? to (?!know)\\w+)`,
)
const wishes =
  /^(?:(?:i|we)(?: d| would| will| ll| just| also| really| still| only| do| definitely| absolutely| strongly)*(?: like| love| need| want| prefer| hope| require|ll need)|(?:it|they|there) (?:must|should|needs? to|has to|have to)|must have|needs?|preferably|(?:is|its) important)\b/
const findsOut = new RegExp(
  `^(?:can|could|would|will) you${politely} (?:check(?! for| on| in\\b)|confirm|verify|find out|look into|see|ask|explain|describe)\\b|^(?:please )?(?:check|confirm|explain|describe)\\b|^would you (?:say|consider|call|rate)\\b`,
)
const makesSure =
  /\b(?:make (?:sure|certain)|assure me|be sure|double check|(?:i|we)(?: d| would| will| ll| just| also| really| first)*(?: need| want| like| love|ll need) to know)\b/
const inverted = new RegExp(
  `^(?:(?:is|are|was|were|does|did|isnt|arent|wasnt|werent|doesnt|didnt) \\w+|(?:${auxiliary}) (?:${who})|(?:has|have|had) (?:i|you|we|he|she|it|they|this|that|anyone|somebody|someone|there))\\b`,
)
const invertedAnywhere =
  /\b(?:(?:do|dont|can|could|will|would|should) (?:they|you guys|i|we|these|those)|(?:does|did|doesnt|didnt) (?:they|it|he|she|this|that|the|your|any)|(?:can|could|will|would|should) (?:it|this|that|he|she|the))\b|\b(?:is|are|was|were) (?:there|it|they|this|these)\b/
/** "That's all I needed to know", "try Wednesday and see if that works", "price does not matter". */
const settles =
  /^(?:(?:thats|that is|this is|that was) )?(?:all|everything|it|enough)(?: that)? (?:i|we) (?:\w+ )?(?:need|want|have|had)\w*\b(?!.* (?:is|if|whether|how|what) )|^try (?!to find out)|^(?:does not|doesnt|do not|dont|wont) matter\b/
const speaksOfIt = /^(?:(?:is|are|was|were|does|do|did) (?:it|they|this|that|these|those)|only if)\b/
/** "Can you hear me", "hang on till I get my glasses": of the talk itself and of nothing that it is about. */
const keepsContact =
  /^(?:(?:hang|hold) on\b|(?:can|could|do|did) you (?:still )?(?:hear|catch) (?:me|that)|are you (?:still )?(?:there|with me|listening)|(?:(?:can|could|would|will) you )?(?:please )?(?:say|repeat|come) (?:(?:that|it) )?(?:again|one more time)|(?:can|could|would) you (?:please )?(?:repeat|hold|wait)\b|who (?:am i|is this|are you)\b|(?:you|we|i) (?:just )?(?:broke|break|are breaking|keep breaking|cut) (?:up|out)\b|(?:i am|we are|am) (?:(?:back|here|listening)(?: (?:again|now))?|still here)$|(?:go ahead|go on|carry on|fire away)$|(?:let me|i will|i ll|ill|gonna)(?: just| quickly)? (?:check|see|look|get|find|grab|have|think|write|ask)\b|(?:give me|gimme|just) (?:a|one|two) (?:sec|secs|second|seconds|minute|minutes|moment)\b|i (?:cant|can not|cannot|can barely|can hardly) hear\b|i (?:missed|did not catch|didnt catch) (?:that|it|what)\b|that(?:s| is) me$)/
const wh =
  /^(?:(?:and |in |at |for |on |to |from |by |with )?(?:what|whats|which|how|hows|where|wheres|when|whens|why|who|whos|whose)\b|any (?!of|one|way|where)\w+)/
const whAnywhere =
  /\b(?:what (?:is|are|was|kind|type|sort|do|does|time|if|about)|whats|how (?:is|are|do|does|did|can|much|many|long|far|close|late|early|big|good|often|soon|would|should|come)|hows|where (?:is|are|do|does|can)|wheres|when (?:is|are|do|does|can|will)|which (?:one|of|is|are)|why (?:is|are|do|does|did))\b/
/** "It has a pool right", "they take dogs dont they". */
const tag =
  /\w (?:(?:is|are|does|do|was|were|can|will|has|have|wo)nt (?:it|there|they|you|he|she)|(?<!\b(?:thats|that is|all|its|it is) )right)$/
const proposes =
  /^(?:how about (?!the|their|its|your|his|her)|what about (?:a|an|one|some|something|somewhere|another|any|the one)\b)/
const otherQuestionWords =
  /(?:^| )(?:was|wie|wieviel|wann|warum|wo|wer|welche|welcher|welches|ob|kann ich|kann man|gibt es|comment|pourquoi|quand|quel|quelle|quels|quelles|combien|est ce que|como|cuando|cual|cuales|cuanto|cuanta|donde|puedo|hay|come|quando|quale|quali|quanto|quanta|dove|posso|hoe|hoeveel|waar|waarom|wanneer|welke|kan ik|qual|quais|quantos|onde) /

/*
 * Where another clause begins within a sentence, as in speech that nobody put marks into: a question turns its verb
 * round, or somebody speaks of themselves anew. Not where a word before still governs it ("what do they", "if I am").
 */
const beginnings =
  /(?<=\w )(?=(?:(?:does|did|do|is|are|was|were) (?:it|there|they|you|the|this|that|these|those|any|either|we|he|she|your|their)\b|(?:can|could|would|will|may) (?:you|i|we)\b|(?:what|how|which|where|when|why) (?:is|are|do|does|did|about|can|much|many|kind|type)\b|(?:will|would) (?:it|this|that) be\b|which of (?:them|these|those|the)\b|(?:whats|hows|wheres|does) (?!not\b)|i (?:need|want|would|d|prefer|will|ll|also|just|really|am looking)\b|please \w+))/
const governing =
  /\b(?:what|whats|how|hows|which|where|wheres|when|why|who)(?: \w+){0,3} $|\b(?:if|whether|that|because|than|know|tell|me|see|wonder|wondering|check|sure|think|time|much|many|kind|type|sort|long|way)(?: \w+)? $|\b(?:it|there|this|these|those|i|we|you|they|he|she|as|the|a|and i|can|could|do|does|did|may|might|will|would|should|is|are|am|was|were|have|has) $/

/** What is said in a turn, clause by clause. */
export function clausesOf(text: string): Clause[] {
  return sentencesOf(text).flatMap(sentence => {
    const isMarked = /[?？؟]/.test(sentence)
    const parts = partsOf(plain(sentence))
      .map(withoutOpening)
      .filter(words => words !== '')
    return parts.map((words, place) => ({ act: actOf(words, isMarked && place === parts.length - 1), words }))
  })
}

const isFiller = (word: string) => /^(?:u+m+|u+h+m*|e+rm+|h+m+)$/.test(word)

const plain = (sentence: string): string =>
  wordsOf(
    sentence
      .replaceAll(/(?<=\b(?:i|you|we|they|he|she|it|that|there))['’](?=(?:d|ll|m|re|ve)\b)/gi, ' ')
      .replaceAll(/['’]/g, ''),
  )
    .map(({ text }) => fold(text))
    .filter(word => !isFiller(word))
    .join(' ')
    .replaceAll(/\b(\w+)(?: \1)+\b/g, '$1')
    .replaceAll(/\bim\b|\bi m\b/g, 'i am')
    .replaceAll(/\bid (?=like|love|prefer|rather|need|want)/g, 'i would ')

function partsOf(words: string): string[] {
  const parts: string[] = []
  for (const part of words.split(beginnings)) {
    const before = parts.at(-1)
    if (before !== undefined && governing.test(before)) parts[parts.length - 1] = before + part
    else parts.push(part)
  }
  return parts
}

function withoutOpening(part: string): string {
  let words = `${part.trim()} `
  for (let times = 0; times < MOST_OPENINGS; times++) words = words.replace(opening, '')
  return words.trim()
}

function actOf(words: string, isMarked: boolean): SpeechAct {
  if (keepsContact.test(words)) return 'keeps-contact'
  if (settles.test(words)) return 'tells'
  if (proposes.test(words)) return 'looks-for'
  if (asksInOtherWords.test(words) || findsOut.test(words) || makesSure.test(words)) return 'asks'
  if (asksFor.test(words)) return 'asks-for'
  if (speaksOfIt.test(words)) return 'asks'
  if (looksFor.test(words)) return 'looks-for'
  if (orders.test(words)) return 'orders'
  if (inverted.test(words) || wh.test(words)) return 'asks'
  if (wishes.test(words)) return isMarked ? 'asks' : 'wishes'
  if (invertedAnywhere.test(words) || whAnywhere.test(words) || otherQuestionWords.test(` ${words} `))
    return 'asks'
  return isMarked || tag.test(words) ? 'asks' : 'tells'
}
