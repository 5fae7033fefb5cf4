import { expect, test } from 'vitest'
import { tokensOfLanguage } from './tokens.ts'

const stems = (text: string, language?: string) =>
  tokensOfLanguage(language)
    .of(text)
    .map(token => token.stem)

test('forms of an English word are one stem, and words without a subject go', () => {
  expect(stems('How do I cancel my subscriptions?')).toEqual(stems('cancelling a subscription'))
})

test('contractions go however they are typed', () => {
  expect(stems("I can't, I cant, I’ve and dont")).toEqual([])
})

test('accents do not matter', () => {
  expect(stems('café réservé')).toEqual(stems('cafe reserve'))
  expect(stems('Rücksendungen', 'de')).toEqual(stems('rucksendung', 'de-AT'))
})

test('each language has its own stems', () => {
  expect(stems('die Kündigungen und der Vertrag', 'de')).toEqual(stems('Kündigung Vertrag', 'de'))
  expect(stems('les abonnements', 'fr')).toEqual(stems("l'abonnement", 'fr'))
})

test('a language without a stemmer keeps its words, vowel signs included', () => {
  expect(stems('हिन्दी', 'hi')).toEqual(['हिन्दी'])
})
