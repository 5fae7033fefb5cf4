import { expect, test } from 'vitest'
import { playbookSchema } from '../protocol/playbooks.ts'
import { matchPlaybook } from './match-playbook.ts'
import { reading, talk } from './testing/talk.ts'

const playbook = (id: string, phrases: string[], examples: string[] = []) =>
  playbookSchema.parse({ id, title: id, phrases, examples, steps: [{ id: 'a', title: 'A' }] })

const playbooks = [
  playbook('cancel', ['cancel my contract'], ['I want to leave and close my account']),
  playbook(
    'move',
    ['moving house'],
    ['I am moving to a new address', 'How do I take my line to my new home?'],
  ),
  playbook('dead-line', ['internet not working', 'no connection'], ['My broadband has stopped working']),
  playbook('kuendigen', ['Vertrag kündigen']),
  playbook('demenager', [], ['Je déménage le mois prochain']),
]

const calledFor = (script: string) => {
  const sentences = talk(script).flatMap(({ sentences }) => sentences)
  return matchPlaybook(playbooks, sentences, reading)?.playbook.id
}

test.each([
  ['I would like to cancel the contract please', 'cancel'],
  ['my contract should be cancelled', 'cancel'],
  ['hi we are moving to a new house next month', 'move'],
  ['I moved, how does my line come to the new home', 'move'],
  ['the internet is not working', 'dead-line'],
  ["internet doesn't work since yesterday", 'dead-line'],
  ['broadband stopped working', 'dead-line'],
  ['Ich möchte meinen Vertrag kündigen', 'kuendigen'],
  ['Bonjour, je déménage le mois prochain', 'demenager'],
  ["why can't I cancel my contract?", 'cancel'],
])('%j calls for %s', (text, id) => {
  expect(calledFor(`C: ${text}`)).toBe(id)
})

test.each([
  'Hello',
  'I work from home, is there internet in the library?',
  "I don't want to cancel my contract",
  'When does my contract end?',
  'That was a moving film',
  'my new phone is great',
])('%j calls for nothing', text => {
  expect(calledFor(`C: ${text}`)).toBeUndefined()
})

test('the sentence that calls for it is told, the nearest one before the latest one', () => {
  const sentences = talk(
    'C: Hello. The internet is not working since Monday. I am at home.\nC: So broadband stopped.',
  ).flatMap(({ sentences }) => sentences)
  expect(matchPlaybook(playbooks, sentences, reading)?.sentence).toMatchObject({
    seq: 1,
    text: 'The internet is not working since Monday.',
  })
})
