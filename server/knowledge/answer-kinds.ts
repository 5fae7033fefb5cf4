import { remembering } from './remembering.ts'

/*
 * "How much is it?" is answered by an amount, "how do I …?" by steps. Such kinds are looked up like words: a text
 * that offers one is indexed under its mark, a question that wants one looks for the mark. They tell passages of one
 * article apart, which all share the article's subject.
 */
interface AnswerKind {
  mark: string
  wanted: RegExp
  /** English words that only say that it is wanted. */
  words: string
  offered: RegExp
}

const kinds: AnswerKind[] = [
  {
    mark: '#amount',
    words: 'much cost costs price prices fee fees charge charged free expensive cheap',
    wanted:
      /\b(?:how much|costs?|prices?|pricing|fees?|charged?|charges|expensive|cheap(?:er|est)?|free|wie viel|kosten|kostet|preis|combien|prix|cuanto|precio|quanto|prezzo|preco|hoeveel|prijs)\b/,
    offered:
      /[€$£¥]\s?\d|\d\s?(?:[€$£¥]|eur\b|euros?\b|usd\b|dollars?\b|gbp\b|pounds?\b|cents?\b|%)|\bfree\b/g,
  },
  {
    mark: '#time',
    words: 'long soon take takes time late early fast quickly often last lasts',
    wanted:
      /\b(?:how (?:long|soon|fast|quickly|late|early|often)|when|what time|opening hours|deadline|wann|wie lange|quand|cuando|quando|wanneer|hoe lang)\b/,
    offered:
      /\d\s?(?:seconds?|minutes?|mins?|hours?|hrs?|(?:working |business )?days?|weeks?|months?|years?|sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?|jahren?|jours?|heures?|mois|dias?|horas?|meses|giorni|ore|mesi|uur|dagen|weken|maanden)\b|\d{1,2}:\d{2}|\d\s?[ap]m\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day/g,
  },
  {
    mark: '#steps',
    words: '',
    wanted:
      /\b(?:how (?:do|can|could|would|should) (?:i|we|you|u)|how to|steps|instructions|wie kann ich|comment|como puedo|come posso|hoe kan ik)\b/,
    offered:
      /^\d{1,2}[.)] |(?:^|[.!?:] )(?:(?:in|under|on|at|from|with) (?:[\w.'-]+,? ){1,5})?(?:add|ask|book|call|change|check|choose|click|connect|contact|create|download|enter|fill|find|follow|give|go|hold|install|keep|leave|log|make|move|open|pay|pick|plug|press|pull|push|put|remove|replace|reply|restart|return|run|save|say|scan|select|send|set|sign|start|switch|take|tap|tell|text|try|turn|type|unplug|update|upload|use|visit|wait|write) /gm,
  },
]

/** Marks of the kinds of answer that a question wants; empty where any would do. */
export const answerKindsWanted = (question: string): string[] =>
  kinds.filter(({ wanted }) => wanted.test(question.toLowerCase())).map(({ mark }) => mark)

/** Marks of the kinds of answer that a text offers, with how often it does. */
export const answerKindsOffered: (text: string) => readonly Offered[] = remembering(readKindsOffered)

/** The same of a text that will not come again soon. */
export function readKindsOffered(text: string): readonly Offered[] {
  const lowerCase = text.toLowerCase()
  return kinds.flatMap(({ mark, offered }) => {
    const count = lowerCase.match(offered)?.length ?? 0
    return count > 0 ? [[mark, count] as Offered] : []
  })
}

/** Whether a text offers all these kinds of answer. */
export const offersAll = (text: string, marks: readonly string[]): boolean =>
  marks.every(mark => answerKindsOffered(text).some(([offered]) => offered === mark))

/** Words that only say that these kinds of answer are wanted. */
export const wordsOfKinds = (marks: readonly string[]): string =>
  kinds.flatMap(({ mark, words }) => (marks.includes(mark) ? [words] : [])).join(' ')

type Offered = [mark: string, count: number]
