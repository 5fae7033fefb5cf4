import { msg, str } from '@lit/localize'
import { getLocale, pluralRules, sourceLocale } from './locale.ts'

type Words = ReturnType<typeof str>
type Sentence = string | ((...gaps: never[]) => Words)

/** Wordings of one sentence by the plural category of its first gap, a count. */
type Counted = Partial<Record<Intl.LDMLPluralRule, Sentence>> & { other: Sentence }

/** Texts in one language: plain, with gaps, or counted; in groups. */
export interface Catalogue {
  readonly [name: string]: Sentence | Counted | Catalogue
}

type Gaps<Form> = Form extends (...gaps: infer Given) => Words ? Given : [count: number]

/** A catalogue as elements read it: strings, and functions where there are gaps. */
export type Spoken<Texts> = {
  readonly [Name in keyof Texts]: Texts[Name] extends string
    ? string
    : Texts[Name] extends (...gaps: infer Given) => Words
      ? (...gaps: Given) => string
      : Texts[Name] extends { other: infer Form }
        ? (...gaps: Gaps<Form>) => string
        : Spoken<Texts[Name]>
}

/** The same texts in another language: nothing missing, every plural category that it has. */
export type Translation<Texts> = {
  readonly [Name in keyof Texts]: Texts[Name] extends string
    ? string
    : Texts[Name] extends (...gaps: infer Given) => Words
      ? (...gaps: Given) => Words
      : Texts[Name] extends { other: infer Form }
        ? Partial<Record<Intl.LDMLPluralRule, Wording<Form>>> & { other: Wording<Form> }
        : Translation<Texts[Name]>
}

type Wording<Form> = string | ((...gaps: Gaps<Form>) => Words)

/** Reads every text of a catalogue through `msg`, under its path as id: in the language of the moment. */
export function speak<Texts extends Catalogue>(texts: Texts, path = ''): Spoken<Texts> {
  const spoken = {}
  for (const [name, text] of Object.entries(texts)) {
    const id = path + name
    const inner = isGroup(text) ? { value: speak(text, `${id}.`) } : { get: () => wording(text, id) }
    Object.defineProperty(spoken, name, inner)
  }
  return spoken as Spoken<Texts>
}

/** A catalogue as `@lit/localize` looks it up: by path, and gaps as their numbers. */
export function templatesOf(texts: object, path = ''): Record<string, string | Words> {
  const templates: Record<string, string | Words> = {}
  for (const [name, text] of Object.entries(texts as Catalogue)) {
    if (isGroup(text)) Object.assign(templates, templatesOf(text, `${path}${name}.`))
    else if (isCounted(text))
      for (const category of categories)
        templates[`${path}${name}.${category}`] = template(text[category] ?? text.other)
    else templates[path + name] = template(text)
  }
  return templates
}

const categories = ['zero', 'one', 'two', 'few', 'many', 'other'] as const

function wording(text: Sentence | Counted, id: string) {
  if (typeof text === 'string') return msg(text, { id })
  if (typeof text === 'function') return (...gaps: never[]) => say(text, gaps, id)
  return (...gaps: never[]) => {
    const category = pluralRules().select(gaps[0] as unknown as number)
    return say(text[category] ?? text.other, gaps, `${id}.${category}`)
  }
}

/** A translation names gaps by their numbers, the source's own wording has them in its own order. */
function say(text: Sentence, gaps: never[], id: string) {
  const source = typeof text === 'string' ? str(Object.assign([text], { raw: [text] })) : text(...gaps)
  return msg(getLocale() === sourceLocale ? source : { ...source, values: gaps }, { id })
}

function template(text: Sentence) {
  return typeof text === 'string' ? text : text(...([0, 1, 2, 3] as never[]))
}

function isGroup(text: Catalogue[string]): text is Catalogue {
  return typeof text === 'object' && !isCounted(text)
}

function isCounted(text: Catalogue[string]): text is Counted {
  return typeof text === 'object' && 'other' in text
}
