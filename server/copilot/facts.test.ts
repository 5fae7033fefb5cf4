import { expect, test } from 'vitest'
import { findPersonalData } from '../privacy/personal-data.ts'
import type { Profile } from '../protocol/values.ts'
import { gatherFacts } from './facts.ts'
import { talk } from './testing/talk.ts'

const gather = (script: string, profile: Profile = {}, known: Parameters<typeof gatherFacts>[1] = []) =>
  gatherFacts(talk(script), known, {
    findPersonal: (text, before, country) => findPersonalData(text, { before, country }),
    profile,
    language: 'en',
    country: 'IE',
  })
const factsOf = (script: string, profile?: Profile) =>
  gather(script, profile).map(({ kind, value, seq }) => `${kind} ${value} @${seq}`)

test.each([
  [
    'the answer to a question',
    'A: Hi, may I have your account number?\nC: 4471 2098',
    ['account 4471 2098 @2'],
  ],
  [
    'name and email',
    'C: My name is Maeve Brennan and my email is maeve@example.ie',
    ['name Maeve Brennan @1', 'email maeve@example.ie @1'],
  ],
  [
    'numbers that are called by their names',
    'C: order number is A-5521-X, invoice 2026/118, call me on 085 123 4567',
    ['phone 085 123 4567 @1', 'order A-5521-X @1', 'other 2026/118 @1'],
  ],
  ['the number of a case that the agent opened', 'A: Your case number is 778812.', ['case 778812 @1']],
  ['a day', 'C: it was delivered on 3 May, the fee was 45.00', ['date 3 May @1']],
  [
    'German',
    'C: Ich heiße Jonas Weber, Bestellung 77-1203, Kundennummer: 88412\nA: Wie lautet Ihre Telefonnummer?\nC: 0171 5550123',
    ['name Jonas Weber @1', 'order 77-1203 @1', 'account 88412 @1', 'phone 0171 5550123 @3'],
  ],
  [
    'French',
    "C: je m'appelle Claire Dubois, commande n° 55213\nA: Quel est votre numéro de dossier ?\nC: 998877",
    ['name Claire Dubois @1', 'order 55213 @1', 'case 998877 @3'],
  ],
  ['Spanish', 'C: me llamo Ana Ruiz y mi pedido es el 55213', ['name Ana Ruiz @1', 'order 55213 @1']],
  ['Japanese', 'C: 注文番号は4471です', ['order 4471 @1']],
  ['Arabic', 'C: رقم الطلب 55213', ['order 55213 @1']],
])('%s', (_what, script, expected) => {
  expect(factsOf(script)).toEqual(expected)
})

test.each([
  [
    'English',
    "C: I work for Brightwater Logistics Ltd. I bought the Hestia oven last week, and my Aurora X2 won't start.",
    ['company Brightwater Logistics Ltd @1', 'product Hestia oven @1', 'product Aurora X2 @1'],
  ],
  [
    'an answer',
    'A: Which company are you with?\nC: Northline\nA: And which model is it?\nC: the SunKit 6',
    ['company Northline @2', 'product SunKit 6 @4'],
  ],
  [
    'German',
    'C: Ich schreibe im Auftrag der Weber GmbH, ich habe den Thermofix T5 bei Ihnen gekauft.\nA: Welchen Tarif haben Sie?\nC: Zuhause M',
    ['company Weber GmbH @1', 'product Thermofix T5 @1', 'product Zuhause M @3'],
  ],
  [
    'French',
    "C: Je travaille pour Lumière SARL, j'ai acheté une cafetière Belmont chez vous.\nA: Quel est le modèle ?\nC: B-200",
    ['company Lumière SARL @1', 'product cafetière Belmont @1', 'product B-200 @3'],
  ],
  [
    'Spanish',
    'C: Mi empresa es Talleres Ruiz S.L. y compré una lavadora Brisa 300 en su tienda.\nA: ¿Para qué empresa trabaja?\nC: Talleres Norte',
    ['company Talleres Ruiz S.L @1', 'product lavadora Brisa 300 @1', 'company Talleres Norte @3'],
  ],
  [
    'Japanese',
    'C: 株式会社ミナト工業の田中です。コーヒーメーカーを購入しました。\nA: 型番を教えてください。\nC: CM-200です',
    ['company 株式会社ミナト工業 @1', 'product コーヒーメーカー @1', 'product CM-200 @3'],
  ],
  [
    'Arabic',
    'C: أعمل في شركة النور للتجارة. اشتريت غسالة سمارت 300 منذ أسبوع.\nA: ما هو الموديل؟\nC: SM300',
    ['company النور للتجارة @1', 'product غسالة سمارت 300 @1', 'product SM300 @3'],
  ],
])('companies and products, %s', (_what, script, expected) => {
  expect(factsOf(script).filter(fact => /^(?:company|product) /.test(fact))).toEqual(expected)
})

test.each([
  [
    'a company as such',
    'C: Your company is the worst. I work for myself and I have used the product for years.',
  ],
  ['what was not named', 'A: Which model is it?\nC: I don’t know, where do I find it?'],
  ['days', 'C: I ordered two days ago and I bought it online'],
  ['German nouns', 'C: Meine Rechnung stimmt nicht, der Tarif ist zu teuer.'],
])('%s: no company and no product', (_what, script) => {
  expect(factsOf(script).filter(fact => /^(?:company|product) /.test(fact))).toEqual([])
})

test('the name of a company is nobody’s name', () => {
  expect(factsOf('A: What is the name of your company?\nC: Northline')).toEqual(['company Northline @2'])
})

test.each([
  ['counts and prices', 'C: I have 2 orders and 3 cases of beer, order 2 pizzas, bill 12.50'],
  ['what belongs to nobody’s eyes', 'C: card 4111 1111 1111 1111 and my pin is 4471'],
  ['what the virtual agent says', 'B: Call us on +353 1 555 0142 or write to help@northline.example'],
  ['what an agent says of themselves', 'A: My name is Dana Novak'],
])('%s: no fact', (_what, script) => {
  expect(factsOf(script)).toEqual([])
})

test('what the profile says is left out', () => {
  const profile = { name: 'Maeve Brennan', customerId: '4471 2098', properties: { Order: 'A-5521' } }
  expect(factsOf('C: My name is Maeve Brennan, account 44712098, order a5521 or order B-7', profile)).toEqual(
    [],
  )
})

test('what was found stays, and the same thing is found once', () => {
  const known = gather('C: order A-5521')
  expect(gather('C: as I said, order A-5521!', {}, known)).toBe(known)
  expect(gather('C: and order B-7713', {}, known).map(({ value }) => value)).toEqual(['A-5521', 'B-7713'])
})

test('there is a limit to each kind', () => {
  const script = Array.from({ length: 9 }, (_, index) => `C: order 100${index}`).join('\n')
  expect(gather(script)).toHaveLength(5)
})
