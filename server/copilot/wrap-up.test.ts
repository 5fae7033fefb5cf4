import { expect, test } from 'vitest'
import { endpointSettingsSchema } from '../protocol/settings/endpoint.ts'
import { noAssists } from '../sessions/assists-state.ts'
import { extractSummary } from './extract-summary.ts'
import { reading, talk } from './testing/talk.ts'
import { makeWrapUp } from './wrap-up.ts'
import { chooseCode } from './wrap-up-code.ts'

const codes = [
  { code: 'f1', name: 'Faults > No service' },
  { code: 'f2', name: 'Faults > Visit missed by us' },
  { code: 'b1', name: 'Billing > Charge disputed' },
  { code: 'b2', name: 'Billing > Payment plan', phrases: ['pay in instalments'] },
  { code: 'm1', name: 'Mobile > Lost or stolen phone' },
]
const codeFor = (script: string) => chooseCode(codes, talk(script), reading)

test.each([
  ['C: Somebody stole my phone\nC: the phone was stolen on the bus', 'm1'],
  ['C: can I pay in three instalments', 'b2'],
  ['C: I dispute this charge', 'b1'],
  ['C: the engineer missed the visit', 'f2'],
])('%j is filed under %s', (script, code) => {
  expect(codeFor(script)?.code).toBe(code)
})

test.each([
  ['no sentence speaks of a code', 'C: What are your opening hours?'],
  ['two codes are as near', 'C: my visit and my plan'],
  ['nobody said anything', ''],
])('no code where %s', (_why, script) => {
  expect(script === '' ? chooseCode(codes, [], reading) : codeFor(script)).toBeUndefined()
})

test('the words that speak for the code come along', () => {
  expect(codeFor('C: Hello\nC: I lost my phone. It was stolen, I think.')).toMatchObject({
    because: { seq: 2 },
  })
})

const script = `
  C: Mein Vertrag 4471-20 soll geändert werden.
  A: Ich habe den Vertrag geändert.
  C: Bekomme ich eine neue Karte?`

function wrapUpWith(copilot: object, assists = noAssists) {
  const conversation = talk(script)
  const summary = extractSummary(conversation, () => false)
  if (!summary) throw new Error('nothing to sum up')
  const settings = endpointSettingsSchema.parse({ copilot })
  return makeWrapUp({ summary, conversation, settings, assists, reading })
}

test('the text names its parts in the agent’s language', () => {
  expect(wrapUpWith({ language: 'de' }).wrapUp).toEqual({
    summary:
      'Thema: Mein Vertrag 4471-20 soll geändert werden.\nGefragt: Bekomme ich eine neue Karte?\nErledigt: Ich habe den Vertrag geändert.\nOffen: Bekomme ich eine neue Karte?',
    fields: {},
  })
})

test('fields are filled from forms and facts, and only with what fits them', () => {
  const wrapUpFields = [
    { id: 'contract', label: 'Vertragsnummer' },
    { id: 'day', label: 'Day', kind: 'date' },
    { id: 'next', label: 'Note for the next customer service agent' },
    { id: 'happy', label: 'Customer', kind: 'yes-no' },
  ]
  const assists = {
    ...noAssists,
    facts: [{ kind: 'account' as const, label: 'Konto', value: '4471-20', seq: 1 }],
    marks: {
      any: { step: { done: true, values: { day: 'tomorrow', contract: '' } }, other: { done: true } },
    },
  }
  expect(wrapUpWith({ wrapUpFields }, assists).wrapUp.fields).toEqual({ contract: '4471-20' })
})
