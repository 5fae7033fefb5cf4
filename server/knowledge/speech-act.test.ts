import { expect, test } from 'vitest'
import { clausesOf } from './speech-act.ts'

const acts = (text: string) => clausesOf(text).map(({ act }) => act)

test.each([
  'Is it quiet?',
  'does the plan include calls to spain',
  'can i bring my own router',
  'okay so um what about the battery',
  'it has a garden right',
  'they um they deliver on sundays dont they',
  'i want a quiet one which of those is the quietest',
  'could you please check whether it is waterproof',
  'I was wondering if they deliver on sundays',
  'wie lange dauert die Lieferung?',
  'combien coûte le retour',
])('%j asks', text => {
  expect(acts(text).at(-1)).toBe('asks')
})

test.each([
  ['can i get your phone number', 'asks-for'],
  ['could you give me the address', 'asks-for'],
  ['can you book it for two people', 'orders'],
  ['I need a quiet room', 'wishes'],
  ["I'm looking for a cheap plan", 'looks-for'],
  ['how about something smaller', 'looks-for'],
  ['My router has a red light.', 'tells'],
])('%j %s', (text, act) => {
  expect(acts(text)).toEqual([act])
})

test('speech without marks falls into its clauses', () => {
  expect(clausesOf("yeah thanks i'd prefer something quiet does it have a garden")).toEqual([
    { act: 'wishes', words: 'i d prefer something quiet' },
    { act: 'asks', words: 'does it have a garden' },
  ])
})

test.each([
  'can you hear me okay',
  'hang on till i get my glasses',
  'are you still there',
  'yeah go ahead',
  'let me just check the label',
  'could you say that again please',
])('%j is of the talk itself', text => {
  expect(acts(text)).toEqual(['keeps-contact'])
})

test('what follows the asking for patience counts', () => {
  expect(acts('hold on does it have a garden').at(-1)).toBe('asks')
})

test('a word before still governs a clause that looks like a new one', () => {
  expect(acts('tell me how much do they charge')).toEqual(['asks'])
  expect(acts('what kind of cable is it')).toEqual(['asks'])
})

test.each(["that's all I needed to know", 'price does not matter', 'try Sunday and see if that works'])(
  '%j settles it',
  text => {
    expect(acts(text)).toEqual(['tells'])
  },
)

test('what somebody says is all that they want to know is asked', () => {
  expect(acts('all i want to know is whether it is quiet').at(-1)).toBe('asks')
})

test('nothing said is no clause', () => {
  expect(clausesOf('…')).toEqual([])
})

test('a very long turn is read in no time', () => {
  const began = performance.now()
  clausesOf('and then i would like to know what is that '.repeat(50))
  clausesOf('yes '.repeat(500))
  expect(performance.now() - began).toBeLessThan(2_000)
})
