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

test.each([
  ['a name', 'Who am I speaking with?', 'jane', '[name 1]'],
  ['a name', 'May I have your full name?', 'Okonkwo', '[name 1]'],
  ['an address', 'What is the delivery address?', 'Flat 3, Elm House, Leeds', '[address 1]'],
  ['a birthday', 'Date of birth?', '3rd of May 1984', '[birth date 1]'],
  ['digits in words', 'Your account number, please?', 'four four one seven, two two nine oh', '[account 1]'],
  [
    'digits in words',
    'What is your phone number?',
    'It is oh seven seven, double four, one two three',
    'It is [phone 1]',
  ],
  ['a code in words', 'Please read me the verification code.', 'four eight two one one nine', '[secret 1]'],
  ['a German name', 'Mit wem spreche ich?', 'kowalski', '[name 1]'],
  ['a German number in words', 'Wie lautet Ihre Kundennummer?', 'vier vier eins sieben zwo', '[account 1]'],
  ['a German address', 'Wie lautet Ihre Anschrift?', 'Lindenweg 7 in Ulm', '[address 1]'],
  ['a French name', 'Quel est votre nom ?', 'Delacroix', '[name 1]'],
  [
    'a French number in words',
    'Quel est votre numéro de téléphone ?',
    'zéro six, douze, trente-quatre, cinquante-six',
    '[phone 1]',
  ],
  ['a Spanish number in words', '¿Cuál es su número de cuenta?', 'cuatro cuatro uno siete', '[account 1]'],
  ['a Japanese name', 'お名前をお願いします。', '田中太郎', '[name 1]'],
  ['a Japanese number in words', '会員番号をお願いします。', '四四一七二', '[account 1]'],
  ['an Arabic number', 'ما هو رقم هاتفك؟', '٠٥٠١٢٣٤٥٦٧', '[phone 1]'],
  ['an Arabic number in words', 'ما هو رقم حسابك؟', 'اربعة اربعة واحد سبعة', '[account 1]'],
])('%s that answers %j is masked', (_what, question, answer, masked) => {
  const { turns } = maskDialogue([
    { from: 'agent', text: question },
    { from: 'customer', text: answer },
  ])
  expect(turns[1]?.text).toBe(masked)
})

test.each([
  ['What is your order number?', '88231907'],
  ['What is your order number?', 'four four one seven two two nine'],
  ['Can I have the tracking number?', '4412098221'],
  ['Wie lautet die Bestellnummer?', '77120-4'],
  ['¿Cuál es el número de pedido?', 'R-55120'],
  ['ما هو رقم الطلب؟', '55021'],
  ['How much did you pay?', '129.90'],
  ['Quel montant avez-vous payé ?', '61,40'],
  ['When shall we call you back?', 'at 15:30'],
  ['何時がよろしいですか？', '15時'],
  ['On which day did you order?', '12/10/2025'],
  ['How many seats do you need?', 'twelve'],
  ['Are you at the address in our system?', 'yes since 2019'],
  ['How many nights, and from which day?', 'two or three, from the five or six of May'],
])('what answers %j stays: %j', (question, answer) => {
  const { turns } = maskDialogue([
    { from: 'agent', text: question },
    { from: 'customer', text: answer },
  ])
  expect(turns[1]?.text).toBe(answer)
})

test('a number that comes in several messages is masked in each', () => {
  const shown = (...texts: string[]) =>
    maskDialogue([
      { from: 'agent', text: 'Can I have the phone number, please?' },
      ...texts.map(text => ({ from: 'customer' as const, text })),
    ])
      .turns.slice(1)
      .map(({ text }) => text)
  expect(shown('0171', '555', '0192', 'thanks')).toEqual(['[phone 1]', '[phone 2]', '[phone 3]', 'thanks'])
})

test('a number is masked where the customer said what comes next', () => {
  const { turns } = maskDialogue([
    { from: 'customer', text: 'my card number is' },
    { from: 'customer', text: '4417 1234' },
    { from: 'customer', text: '5678 9113' },
  ])
  expect(turns.map(({ text }) => text)).toEqual(['my card number is', '[card 1]', '[card 2]'])
})

test.each([
  'My address is out of date in your system.',
  'The address is right above the map.',
  'Die neue Adresse ist bei Ihnen gespeichert.',
  'The flight is at five thirty and costs one hundred and twenty dollars',
  'I bought three, one is broken and two are fine',
])('no address and no number is seen in %j', text => {
  expect(mask(text).text).toBe(text)
})
