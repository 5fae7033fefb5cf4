import { detect } from 'tinyld'

/** Told apart by the detector; more of them would only make short texts less sure. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'ja', 'ar', 'zh', 'ko', 'ru', 'tr', 'pl']

const LONGEST_SAMPLE = 300

/**
 * The language of a text by two letters; undefined where it says too little. Scripts and the small words of a language
 * tell most texts in microseconds; the detector, which takes half a millisecond, is asked about the rest.
 */
export function languageOf(text: string): string | undefined {
  const sample = text.slice(0, LONGEST_SAMPLE)
  return (
    languageByScript(sample) ?? languageByWords(sample) ?? (detect(sample, { only: LANGUAGES }) || undefined)
  )
}

const scripts: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
]
const letters = /\p{L}/gu
/** Names and products are written in Latin letters everywhere, which is why a share is enough. */
const ENOUGH_OF_A_SCRIPT = 0.3

function languageByScript(sample: string): string | undefined {
  if (!/[\u0370-\uffff]/.test(sample)) return undefined
  const all = sample.match(letters)?.length ?? 0
  return scripts.find(
    ([, script]) => (sample.match(script)?.length ?? 0) >= all * ENOUGH_OF_A_SCRIPT && all > 0,
  )?.[0]
}

const smallWords: Readonly<Record<string, string>> = {
  en: 'the a an and or but i you he she it we they my your our is are was were be have has had do does did not to of in on at for with from this that these there what when where how why who which can could will would should please if so just any about been am',
  de: 'der die das den dem des ein eine einen einem einer und oder aber ich du er sie es wir ihr mein meine meinen meiner ihre ihren ist sind war waren habe hat haben hatte nicht kein keine zu von mit für auf aus bei nach seit wann wie was wo warum wer kann können könnte wird werden möchte bitte wenn auch noch schon nur am im zum zur',
  fr: 'le la les un une des du de et ou mais je tu il elle nous vous ils mon ma mes votre vos notre est sont était ai a avez ont pas ne plus pour avec dans sur chez par que qui quand comment pourquoi combien où ce cette ces au aux se si très bien peut pouvez voudrais depuis encore',
  es: 'a el la los las un una unos de del y está están o pero yo tú él ella nosotros usted mi mis su sus es son era he ha han hay no para con en por que quién cuándo cómo dónde cuánto este esta estos al se si muy más puede puedo quiero quisiera desde todavía ya me le lo',
  it: 'a il lo la gli le un uno una di del della dei e o ma io tu lui lei noi voi mio mia suo sua è sono era ho ha hanno non per con in su da che chi quando come dove perché quanto questo questa al alla si se molto più può posso vorrei ancora già mi ci',
  nl: 'de het een en of maar ik jij je u hij zij ze wij we mijn uw onze is zijn was waren heb heeft hebben niet geen te van met voor op aan bij naar sinds wanneer hoe wat waar waarom wie kan kunt kunnen wordt worden wil graag als ook nog al om dat dit er',
  pt: 'o a os as um uma de do da dos das e ou mas eu você ele ela nós meu minha seu sua é são era tenho tem têm não para com em no na por que quem quando como onde quanto este esta isso ao se muito mais pode posso quero gostaria ainda já me lhe',
}
const languagesOf = new Map<string, string[]>()
for (const [language, words] of Object.entries(smallWords))
  for (const word of words.split(' ')) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language])

/** So many different small words, and so many times as many as of any other language. */
const FEWEST_WORDS = 3
const CLEARLY = 1.5

function languageByWords(sample: string): string | undefined {
  const counts = new Map<string, number>()
  for (const word of new Set(sample.toLowerCase().match(/\p{L}+/gu)))
    for (const language of languagesOf.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1)
  const [best, second] = [...counts].sort(([, one], [, other]) => other - one)
  if (!best || best[1] < FEWEST_WORDS || best[1] < (second?.[1] ?? 0) * CLEARLY) return undefined
  return best[0]
}
