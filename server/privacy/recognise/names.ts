import type { Turn } from '../personal-data.ts'
import { type Found, spansOf } from './found.ts'

/** Names where they are said: "my name is …", "this is … speaking", the answer to "your name?". */
export function findNames({ text, lower, asked, names }: Turn): Found[] {
  return [
    ...names.filter(name => name.length > 2).flatMap(name => spansOf(wordsOf(name), lower, 'name')),
    ...spansOf(introduced, lower, 'name', 'name'),
    ...spansOf(signed, text, 'name', 'name'),
    ...(asked.has('name') ? spansOf(answered, lower, 'name', 'name') : []),
  ]
}

const wordsOf = (name: string) =>
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])${name.toLowerCase().replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?![\p{L}\p{N}])`,
    'gu',
  )

const word = String.raw`\p{L}[\p{L}\p{M}'’-]{1,30}`
/** Words that end a name or show that none was said. */
const ordinary = String.raw`(?:and|but|why|what|who|when|where|which|how|warum|wieso|weshalb|wozu|was|wer|pourquoi|quoi|qui|qué|quién|i|my|the|a|an|is|are|was|not|no|yes|yeah|ok|okay|sure|please|thanks?|thank|you|sir|madam|maam|hi|hello|hey|with|from|on|in|at|for|to|of|this|that|it|its|here|speaking|calling|ssn|social|card|account|ac|number|email|phone|zip|last|first|correct|wrong|spelled|looking|having|trying|interested|sorry|facing|unable|able|afraid|happy|going|doing|good|fine|waiting|helpful|great|nice|just|about|what|how|because|really|so|very|all|from|wrong|right|regarding|urgent|ready|using|getting|new|old|also|still|currently|only|ridiculous|unacceptable|terrible|frustrating|spelt|misspelled|und|aber|ich|der|die|das|nicht|bitte|danke|et|mais|je|le|la|les|un|une|pas|merci|y|pero|el|los|no|gracias|por)`
const nameWords = String.raw`(?!${ordinary}(?!\p{L}))${word}(?: (?!${ordinary}(?!\p{L}))${word}){0,3}`

const introduced = new RegExp(
  String.raw`(?<!\p{L})(?:(?<!(?:city|company|user|product|plan|brand|model|bank|hotel|airline|file|domain|street|state|country|town|place|shop|store|host|screen|network|device|app|package) )(?:my |full |the |first |middle |last |sur|holder'?s? )?name(?:'s| is| was| of)?(?: is)?|myself|(?<!(?:and|think|believe|know|sure|if|so|because) )(?:i am|i'm|im|iam|i an|its|it's|it is)(?= \p{L}+(?: \p{L}+)?(?:$|[,.]| and (?:my|the|last|ssn|booking|\d)| ssn| here))|this is|mein name ist|ich heiße|je m'appelle|mon nom est|me llamo|mi nombre es|soy)[ :]{1,2}(?<name>${nameWords})|(?:私の名前は|名前は|私は)(?<name2>[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana} ]{2,12}?)(?=です|と申)|(?:اسمي|أنا اسمي) (?<name3>\p{L}{2,20}(?: \p{L}{2,20})?)`,
  'dgu',
)
/** After a greeting at the end of a letter. */
const signed =
  /(?:regards|sincerely|cheers|grüßen|grüße|cordialement|saludos|atentamente),?\s{1,3}(?<name>\p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}[\p{L}'’-]{1,30}){0,2})/dgu
const answered = new RegExp(
  String.raw`^(?:\s|yes|sure|ok|okay|it'?s|its|it is|i'?m|i am|name|und|ja|oui|sí|[,.:!])*(?<!\p{L}(?=\p{L}))(?<name>${nameWords})`,
  'dgu',
)
