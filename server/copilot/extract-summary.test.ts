import { expect, test } from 'vitest'
import { personRequests } from '../virtual-agent/handover-intent.ts'
import { extractSummary } from './extract-summary.ts'
import { talk } from './testing/talk.ts'

const isPersonRequest = personRequests(['talk to a person'])

function summaryOf(script: string) {
  const summary = extractSummary(talk(script), isPersonRequest)
  if (!summary) return undefined
  const { topic, ...lists } = summary
  const texts = Object.entries(lists).map(([name, items]) => [name, items.map(({ text }) => text)])
  return { topic: topic.text, ...Object.fromEntries(texts) }
}

test('a visit that was missed: what was asked, done and promised, in the words that were said', () => {
  const summary = summaryOf(`
    B: Hello, this is the Northline assistant. What can I help with?
    C: Broadband has been off since Tuesday. An engineer was meant to come yesterday between 8 and 12 and nobody showed up.
    B: I can see a visit on Thursday 19 November, 08:00 to 12:00. It was closed as “no access”.
    C: No access?? I was home all morning. And there’s a €45 missed visit charge on my bill now.
    B: I’m sorry about that. I’ll pass you to a colleague who can look at the charge.
    A: Hi Maeve, Dana here. I’ve read what you told the assistant. Let me open the visit record.
    C: Thanks. This is the third time I’m explaining it.
    C: When can someone actually come?
    C: And will I get the €45 back?
    A: The engineer went to number 42 instead of 24, so I have taken off the €45 charge.
    C: Finally, thanks. Saturday afternoon would be good.
    A: Saturday 21 November, 13:00–17:00 is booked for you.
    A: I will also have the house number on the order changed from 42 to 24.
    C: Perfect, thank you Dana.`)
  expect(summary).toEqual({
    topic: 'An engineer was meant to come yesterday between 8 and 12 and nobody showed up.',
    asked: ['When can someone actually come?', 'And will I get the €45 back?'],
    done: ['The engineer went to number 42 instead of 24, so I have taken off the €45 charge.'],
    promised: [
      'Saturday 21 November, 13:00–17:00 is booked for you.',
      'I will also have the house number on the order changed from 42 to 24.',
    ],
    open: [],
  })
})

test('a question asked twice is one, and cites both messages', () => {
  const summary = extractSummary(
    talk(`
    C: How long does the refund for order 8841 take?
    A: Let me check that for you.
    C: So how long will the refund take?`),
    isPersonRequest,
  )
  expect(summary?.open).toEqual([
    { text: 'How long does the refund for order 8841 take?', seqs: [1, 3], claims: [] },
  ])
})

test('what comes first in a sentence decides between done and promised', () => {
  expect(
    summaryOf(`
    C: My visit was missed.
    A: I will send you a text tomorrow when the visit is confirmed.
    A: I have ordered a new hub, it will be there on Monday.`),
  ).toMatchObject({
    done: ['I have ordered a new hub, it will be there on Monday.'],
    promised: ['I will send you a text tomorrow when the visit is confirmed.'],
  })
})

test('a proposal answers as well as a statement, also where no sentence begins with a capital', () => {
  expect(
    summaryOf(`
    C: I need a place to stay in the north.
    A: The Acorn on Chesterton Road is available, shall I book it for you?
    C: Yes, book it. I'm also looking for a theatre.
    A: Booking was successful. Your reference number is 5XDZ.
    A: There are 4 in the centre and one in the south - do you prefer one?
    C: what is the fee there
    A: it is free. anything else i can help with?
    C: is there parking`),
  ).toMatchObject({
    done: ['Booking was successful. Your reference number is 5XDZ.'],
    open: ['is there parking'],
  })
})

test('the same wish about two orders is two wishes, and one of them is answered', () => {
  expect(
    summaryOf(`
    C: Please cancel the order 10001.
    C: And please cancel the order 20002.
    A: I have cancelled the order 10001.`),
  ).toMatchObject({
    asked: ['Please cancel the order 10001.', 'And please cancel the order 20002.'],
    open: ['And please cancel the order 20002.'],
  })
})

test('a promise that was kept is done', () => {
  expect(
    summaryOf(`
    C: Please cancel the second line on my account.
    A: I will cancel the second line for you tomorrow.
    A: I have cancelled the second line.`),
  ).toMatchObject({ done: ['I have cancelled the second line.'], promised: [], open: [] })
})

test.each([
  [
    'German',
    `
    C: Guten Tag, mein Paket 77-120 ist nicht angekommen. Wann wird es geliefert?
    C: Ich möchte außerdem die Lieferadresse ändern.
    A: Ich schaue kurz nach.
    A: Ich habe die Lieferadresse auf Lindenstraße 5 geändert.
    A: Das Paket wird am Donnerstag geliefert.
    A: Ich schicke Ihnen morgen eine Bestätigung per E-Mail.
    C: Bekomme ich eine Entschädigung?`,
    {
      asked: [
        'Wann wird es geliefert?',
        'Ich möchte außerdem die Lieferadresse ändern.',
        'Bekomme ich eine Entschädigung?',
      ],
      done: ['Ich habe die Lieferadresse auf Lindenstraße 5 geändert.'],
      promised: [
        'Das Paket wird am Donnerstag geliefert.',
        'Ich schicke Ihnen morgen eine Bestätigung per E-Mail.',
      ],
      open: ['Bekomme ich eine Entschädigung?'],
    },
  ],
  [
    'French',
    `
    C: Bonjour, je voudrais parler à un conseiller
    A: Bonjour, comment puis-je vous aider ?
    C: Je voudrais annuler ma commande 5521. Quand serai-je remboursé ?
    A: Un instant, je vais vérifier.
    A: J'ai annulé votre commande 5521.
    A: Vous recevrez le remboursement sous 5 jours.
    C: Et le bon d'achat, est-ce que je peux le garder ?`,
    {
      asked: [
        'Je voudrais annuler ma commande 5521.',
        'Quand serai-je remboursé ?',
        "Et le bon d'achat, est-ce que je peux le garder ?",
      ],
      done: ["J'ai annulé votre commande 5521."],
      promised: ['Vous recevrez le remboursement sous 5 jours.'],
      open: ["Et le bon d'achat, est-ce que je peux le garder ?"],
    },
  ],
  [
    'Spanish',
    `
    C: Hola, necesito cambiar la fecha de mi reserva 90-17. ¿Cuánto cuesta el cambio?
    A: Un momento, voy a revisar su reserva.
    A: He cambiado la fecha al 4 de mayo.
    A: El cambio cuesta 15 €.
    A: Le enviaré la nueva factura mañana.
    C: ¿Puedo llevar una maleta más?`,
    {
      asked: [
        'Hola, necesito cambiar la fecha de mi reserva 90-17.',
        '¿Cuánto cuesta el cambio?',
        '¿Puedo llevar una maleta más?',
      ],
      done: ['He cambiado la fecha al 4 de mayo.'],
      promised: ['Le enviaré la nueva factura mañana.'],
      open: ['¿Puedo llevar una maleta más?'],
    },
  ],
  [
    'Japanese',
    `
    C: 注文番号4471の配送先を変更してください。いつ届きますか？
    A: 確認いたします。少々お待ちください。
    A: 配送先を変更しました。
    A: 金曜日にお届けします。`,
    {
      done: ['配送先を変更しました。'],
      promised: ['金曜日にお届けします。'],
      open: [],
    },
  ],
  [
    'Arabic',
    `
    C: أريد إلغاء الطلب رقم 4471. متى أستلم المبلغ؟
    A: لحظة من فضلك
    A: تم إلغاء الطلب رقم 4471.
    A: سوف تستلم المبلغ خلال 5 أيام.`,
    {
      done: ['تم إلغاء الطلب رقم 4471.'],
      promised: ['سوف تستلم المبلغ خلال 5 أيام.'],
      open: [],
    },
  ],
])('%s', (_language, script, expected) => {
  expect(summaryOf(script)).toMatchObject(expected)
})

test('unpunctuated, spoken turns', () => {
  expect(
    summaryOf(`
    C: hi yeah so my card got declined twice today
    C: how much do i still owe on it
    A: no worries one moment
    A: you owe 120 dollars at the moment
    C: ok and can you raise the limit
    A: i'll send the form to your address tomorrow`),
  ).toMatchObject({
    asked: ['how much do i still owe on it', 'ok and can you raise the limit'],
    promised: ["i'll send the form to your address tomorrow"],
    open: [],
  })
})

test.each([
  ['nothing but greetings', 'C: Hello\nB: Hi! How can I help you?\nC: I want to talk to a person'],
  ['nothing', 'B: Hello!'],
])('%s has no summary', (_what, script) => {
  expect(summaryOf(script)).toBeUndefined()
})
