import { expect, test } from 'vitest'
import { mask } from './mask.ts'
import { maskDialogue } from './mask-dialogue.ts'
import { restore } from './restore.ts'

test.each([
  ['My card is 4111 1111 1111 1111.', 'My card is [card 1].'],
  ['Write to ann.lee@example.co.uk please', 'Write to [email 1] please'],
  ['IBAN DE89 3704 0044 0532 0130 00', 'IBAN [IBAN 1]'],
  ['Call me at (415) 555-2671', 'Call me at [phone 1]'],
  ['Meine Nummer ist +49 30 901820', 'Meine Nummer ist [phone 1]'],
  ['ssn 078-05-1120', 'ssn [national id 1]'],
  ['my password is hunter2!', 'my password is [secret 1]'],
  ['I live at 12 Rose Drive', 'I live at [address 1]'],
  ['from 192.168.10.7 it works', 'from [IP address 1] it works'],
  ['my name is Ann Lee and I moved', 'my name is [name 1] and I moved'],
])('%j becomes %j', (text, masked) => {
  const made = mask(text)
  expect(made.text).toBe(masked)
  expect(restore(made.text, made.replaced)).toBe(text)
})

test.each([
  'I want 10 gb for 25 dollars on 12/06/2026 at 17:30',
  'The order came 3 days late, that is the 2nd time in 2026.',
  'My password does not work',
])('%j is left alone', text => {
  expect(mask(text).text).toBe(text)
})

test('the same value keeps its placeholder throughout a session', () => {
  const { turns, replaced } = maskDialogue([
    { from: 'customer', text: 'I am at ann@example.com' },
    { from: 'agent', text: 'Is it ann@example.com or bob@example.com?' },
  ])
  expect(turns.map(({ text }) => text)).toEqual(['I am at [email 1]', 'Is it [email 1] or [email 2]?'])
  expect(restore('I wrote to [Email 2].', replaced)).toBe('I wrote to bob@example.com.')
})

test('a bare number is masked where it answers a question for one, and not where it answers another', () => {
  const answering = (question: string) =>
    maskDialogue([
      { from: 'agent', text: question },
      { from: 'customer', text: '4297' },
    ]).turns[1]?.text
  expect(answering('What are the last four digits of your SSN?')).toBe('[national id 1]')
  expect(answering('How many points do you want to use?')).toBe('4297')
})
