import { expect, test } from 'vitest'
import { wordsOf } from './words.ts'

const words = (text: string) => wordsOf(text).map(word => word.text)
const names = (text: string) =>
  wordsOf(text)
    .filter(word => word.name)
    .map(word => word.text)

test('words of spaced scripts are runs of letters and digits', () => {
  expect(words('Don’t pay €6.50 for l’abonnement at 10:00!')).toEqual([
    'don',
    't',
    'pay',
    '6.50',
    'for',
    'l',
    'abonnement',
    'at',
    '10:00',
  ])
  expect(words('Свяжитесь с нами: 8x8')).toEqual(['свяжитесь', 'с', 'нами', '8x8'])
})

test('words of scripts without spaces come from a dictionary', () => {
  expect(words('返品の期限は30日です')).toContain('期限')
  expect(words('ภาษาไทยง่าย').length).toBeGreaterThan(1)
})

test('a hyphen joins what people also write as one word, and only that', () => {
  expect(words('Wi-Fi, e-mail')).toEqual(['wifi', 'email'])
  expect(words('sign-in up-to-date TV-31 5-digit')).toEqual([
    'sign',
    'in',
    'up',
    'to',
    'date',
    'tv',
    '31',
    '5',
    'digit',
  ])
})

test('points and colons belong to numbers, and only between digits', () => {
  expect(words('v2.0, 3.5mm: 1,299.00 at 7:30.')).toEqual(['v2', '0', '3.5', 'mm', '1,299.00', 'at', '7:30'])
})

test('letters of two units are letters, and halves of them are none', () => {
  expect(words('𐐀𐐁 and 𠀀x\ud83d🙂y')).toEqual(['𐐨𐐩', 'and', '𠀀', 'x', 'y'])
})

test('full-width letters are the same letters', () => {
  expect(words('ＨＵＢ７')).toEqual(['hub7'])
})

test('names are capitalised within a sentence or have a digit', () => {
  expect(names('Restart the Hub. Then wait for the World Pass, or buy a ps5.')).toEqual([
    'hub',
    'world',
    'pass',
    'ps5',
  ])
})
