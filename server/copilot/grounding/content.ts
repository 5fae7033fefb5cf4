import { newStemmer } from 'snowball-stemmers'
import { readSynonyms } from './synonyms.ts'

/** A word that carries meaning, with its place. */
export interface Content {
  stem: string
  start: number
  end: number
}

const MAX_REMEMBERED = 50_000
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })
const runs = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}]+)?/gu
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** Stems of the words of a folded text that carry meaning, in order, and numbers as they are written. */
export function contentOf(folded: string): Content[] {
  const words: Content[] = []
  for (const { 0: run, index } of folded.matchAll(runs)) {
    if (!unspaced.test(run)) add(words, run, index)
    else for (const { segment, index: inside } of segmenter.segment(run)) add(words, segment, index + inside)
  }
  return words
}

function add(words: Content[], word: string, start: number): void {
  if (
    empty.has(word) ||
    empty.has(word.replace(/'(?:ll|ve|re|d|m|s)$/, '')) ||
    /^\p{Script=Hiragana}{1,2}$/u.test(word)
  )
    return
  const stem = stemOf(word)
  if (stem !== '') words.push({ stem, start, end: start + word.length })
}

const stemmers = (['english', 'german', 'french', 'spanish'] as const).map(language => newStemmer(language))
const remembered = new Map<string, string>()

/** The same for words that mean the same, whatever their form. */
export function stemOf(word: string): string {
  const known = remembered.get(word)
  if (known !== undefined) return known
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  const bare = bareStem(word)
  const stem = synonyms.get(bare) ?? bare
  remembered.set(word, stem)
  return stem
}

/** The shortest of what the languages make of a word: the same word gets the same stem wherever it stands. */
function bareStem(word: string): string {
  const bare = word.replace(/'s?$|^(?:l|d|qu|j|n|s|c|m|t)'/u, '')
  return /\p{Script=Arabic}/u.test(bare) ? arabicStem(bare) : latinStem(bare)
}

function latinStem(word: string): string {
  const plain = word.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '')
  const stems = stemmers.map(stemmer => stemmer.stem(plain))
  const shortest = stems
    .reduce((one, other) => (other.length < one.length ? other : one), plain)
    .replace(/(?<=.{3})[iy]$/, '')
  return shortest.length < 3 ? plain : shortest
}

const arabicStem = (word: string) => {
  const bare = word.replace(/^(?:[وفبلك]?ال|لل|[وفبلس])(?=\p{L}{3})/u, '')
  return bare.replace(/(?:ات|ون|ين|ها|هم|كم|نا|ه|ي|ك)$/u, rest =>
    bare.length - rest.length >= 3 ? '' : rest,
  )
}

const synonyms = readSynonyms(bareStem)

const empty = new Set(
  `a an the of to in on at by for with from as is are was were be been am it its this that these those and or but if then so
  you your yours we our us i me my he she they them their his her will would can could may might shall should do does did
  have has had not no there cannot can't won't don't doesn't didn't isn't aren't wasn't weren't couldn't wouldn't shouldn't never none both without here which who what when where how all any some more most very just also only than too up out
  about into over per each please thank thanks hello hi dear yes ok okay sure get got
  der die das den dem des ein eine einen einem einer eines und oder aber wenn dann so sie ihr ihre ihren ihrem ihrer ihnen
  wir uns unser unsere unseren ich mir mich mein meine er es ist sind war waren sein wird werden kann können könnte darf
  haben hat hatte nicht kein keine keinen zu zum zur in im ins an am auf aus bei mit nach von vom für über unter vor durch
  auch nur noch schon sehr hier da dass als wie was wer wo um bitte danke gerne hallo ja nein man sich
  le la les l un une des du de d et ou mais si alors vous votre vos nous notre nos je me mon ma mes il elle ils elles on ce
  cette ces cet est sont était être sera seront peut peuvent pouvez avez a ont avoir ne pas plus y en dans sur sous par pour
  avec sans chez que qui quoi dont où comme très bien aussi merci bonjour oui non au aux se s'il
  el los las un una unos unas del al y o pero si entonces usted ustedes su sus nosotros nuestro nuestra nuestros yo mi mis
  él ella ellos se es son era ser será serán puede pueden podrá ha han haber no en con por para sin sobre que quien cual
  donde como muy también más ya lo le les gracias hola sí
  في من علي الي عن مع هذا هذه ذلك تلك التي الذي ان او و لا لم لن ما هل كل قد كان كانت يكون هو هي نحن انت لك لكم لنا يمكن يمكنك
  です ます した する なり ください いたし ござい こと もの ため から まで より など`
    .trim()
    .split(/\s+/),
)

/** Words that say nothing by themselves: articles, pronouns, courtesies. */
export const isEmpty = (word: string): boolean => empty.has(word.toLowerCase())
