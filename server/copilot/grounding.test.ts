import { expect, test } from 'vitest'
import { ground } from './grounding.ts'

/** Words of a draft that its sources do not say, with what they say instead. */
const unfounded = (draft: string, ...sources: string[]) =>
  ground(
    draft,
    sources.map((text, index) => ({ evidence: { seq: index + 1 }, text })),
  )
    .filter(({ evidence }) => evidence.length === 0)
    .map(({ start, end, instead }) => [draft.slice(start, end), instead])

const PASS = 'The World Pass costs 6 euros per day for 1 GB. It covers forty-two countries.'

test('a claim is found however it is written, with its source', () => {
  const draft = 'The World Pass costs €6 a day and covers 42 countries.'
  const claims = ground(draft, [
    { evidence: { seq: 3 }, text: 'How much is it?' },
    { evidence: { passageId: 'pass#1' }, text: PASS },
  ])
  const money = claims.find(({ kind }) => kind === 'money')
  expect(money).toEqual({ start: 21, end: 23, kind: 'money', evidence: [{ passageId: 'pass#1' }] })
  expect(claims.every(({ evidence }) => evidence.length > 0)).toBe(true)
})

test.each([
  ['numbers and money', 'It costs 1.000,50 € for two years.', 'The price is EUR 1,000.50 over 24 months.'],
  ['days', 'It arrives on 3 May.', 'Delivery: 05-03'],
  ['days', 'It arrives on May 3rd, a Sunday.', 'Delivery: 2026-05-03'],
  ['times', 'We close at 5pm.', 'Wir schließen um 17 Uhr.'],
  ['ranges', 'It takes 5 to 10 working days.', 'Allow 5–10 business days.'],
  ['German', 'Die Rückgabe ist innerhalb von 14 Tagen kostenlos.', 'Returns are free within two weeks.'],
  ['French', 'Le remboursement prend quatre-vingt-dix jours.', 'Refunds take 90 days.'],
  ['Spanish', 'Llega el 3 de mayo por la tarde, en tres días.', 'Llega el 03/05 por la tarde (3 días).'],
  ['Japanese', '料金は1,000円で、2週間かかります。', 'The price is ¥1000 and it takes 14 days.'],
  ['Arabic', 'يصل المبلغ خلال ٣ أيام عمل.', 'The amount arrives within three business days.'],
  ['an hour without its half of the day', 'Between 10 am and noon.', 'It comes between 10 and 12.'],
  ['a street', 'Send it to 42 Larkspur Rd.', 'Please send it to 42 Larkspur Road.'],
  ['spaces in a code', 'Flight LH902 is late.', 'Flight LH 902 is late.'],
  ['letters without marks', 'Please ask for Jan Szymanski.', 'Ask for Jan Szymański, please.'],
  ['a holiday', 'We are closed on Christmas Day.', 'Closed on 25 December.'],
  ['the end of a month', 'It is valid until 30 June.', 'Valid until the end of June.'],
  ['a total', 'You pay $68 in total.', 'One seat is $34, the other one $34.'],
  ['what costs nothing', "There's no charge for the visit.", 'The visit is free.'],
  ['no fee for a thing', 'A new one comes at no cost.', 'We send a new one; there is no fee.'],
  ['words for the same', "We'll pay the €120 back by Thursday.", 'We will refund 120 euros by Thursday.'],
  ['two words for one time', 'It takes an hour and 35 minutes.', 'Crossing time 95 min.'],
  [
    'hours between times',
    'During those two and a half hours you cannot log in.',
    'From 1:00 to 3:30 you cannot log in.',
  ],
  ['half of a measure', 'Half a litre comes out.', 'About 0.5 l comes out.'],
  ['months', 'From November to March it is closed.', 'Closed in winter (Nov-Mar).'],
  ['Spanish times', 'Es a las once y veinte.', 'La cita es a las 11:20.'],
  ['Arabic numbers in words', 'الدورة اثنا عشر درسا', 'الدورة 12 درسا'],
  [
    'two sides of a limit',
    'If you repay more than 10% we charge a fee.',
    'Up to 10% is free, then there is a fee.',
  ],
  ['what need not be paid', "You don't have to pay for the glass.", 'We send the glass free of charge.'],
  ['no limits', "There's no limit on kilometres.", 'Unlimited kilometres.'],
  [
    'a no to a question',
    'There is no extra fee for the wifi.',
    'Is there an extra fee for the wifi? No, it comes with the room.',
  ],
  ['what a customer only asked', 'The rooms are quiet.', 'Are the rooms not quiet? I like the rooms.'],
  [
    'what is denied of something else',
    'The place is very quiet at night.',
    "The place is very quiet, so I didn't worry about loud neighbours.",
  ],
  ['millilitres', 'The tank holds 1500 ml.', 'The tank holds 1.5 l.'],
  ['days of one month', 'We are away from August 2 to 16.', 'Closed 2-16 Aug.'],
  ['a range of months', 'In August we close at nine.', 'Closing time July-August 21:00.'],
  ['both sides of an hour', 'Pick-up is until 17:30.', 'A fee applies after 5:30 pm.'],
  ['hours with a letter', 'We estimate six hours.', 'Estimate: 6 h'],
  ['an age', 'Your 12-year-old gets in free.', 'Under 12 years: free.'],
  ['a greeting', 'Guten Tag Herr Renner, gerne.', 'Kunde: Guten Tag, Tobias Renner.'],
  ['a wish', '¡Mucha suerte!', 'Examen el jueves.'],
  ['a word that denies', 'Pre-existing conditions are excluded.', 'Pre-existing conditions are not covered.'],
  ['what is not allowed', 'Open fires are not allowed.', 'Open fires are prohibited.'],
  [
    'neither one nor the other',
    'Neither an exchange nor a refund is possible.',
    'No exchange and no refund.',
  ],
  ['what is told in passing', 'Each pitch includes one car.', 'One car per pitch; more cars $8.'],
  ['a name in one word', 'Acorn Guesthouse is quiet.', 'Rooms of the Acorn Guest House: quiet.'],
  ['an article with its name', "L'abonnement Liberté est actif.", 'Votre abonnement Liberté est actif.'],
  ['the end of a compound', 'Gern zum Ende der Laufzeit.', 'Nur zum Ende der Vertragslaufzeit.'],
  [
    'the first word of a heading',
    'The Maharajah Tandoori serves alcohol.',
    'Maharajah Tandoori\n## Is alcohol served in the restaurant?\nIt has a full bar with alcoholic drinks.',
  ],
  ['Japanese digits and words', '1万8千円からです。', '18,000円から。'],
  ['what each one costs', 'Every further one is 3 dollars a month.', 'Extra ones are $3 each per month.'],
  ['all day long', 'Our hotline answers around the clock.', 'Call our 24-hour hotline.'],
  ['a product', 'Your two come to $7.00.', 'You dropped off 2 shirts at $3.50.'],
  [
    'a clause said as it is',
    'Late orders are not changed.',
    'Orders are changed. Late orders are not changed.',
  ],
  ['phone numbers', 'Call +44 20 7946 0000.', 'Phone 020 7946 0000'],
])('%s: %j rests on %j', (_what, draft, source) => {
  expect(unfounded(draft, source)).toEqual([])
})

test.each([
  ['It costs €7 a day.', PASS, [['€7', '6 euros']]],
  ['It covers 24 countries.', PASS, [['24', 'forty-two']]],
  ['It takes 5 days.', 'It takes 5 working days.', [['5 days', '5 working days']]],
  ['We open at 9 pm.', 'We open at 9 am.', [['9 pm', '9 am']]],
  ['Anna Weber will come.', 'Peter Weber will come.', [['Anna Weber', 'Peter Weber']]],
  ['Silver members get 3 points.', 'Gold members earn 3 points, silver members 2 points.', [['3', '2']]],
  ['Breakfast is free.', 'Is breakfast free? It costs €9.', [['free', undefined]]],
  ['It costs £12 a month.', 'It costs £12 a visit.', [['£12', '£12']]],
  ['You pay USD 20.', 'You pay AUD 20.', [['USD 20', 'AUD 20']]],
  ['You can send 600 requests a second.', '600 requests a minute.', [['600', '600']]],
  [
    'Pets stay free.',
    'Pets are €15, guide dogs stay free.',
    [['free', 'Pets are €15, guide dogs stay free.']],
  ],
  [
    'Silver guests get an upgrade of the room.',
    'Silver costs more. Gold guests get an upgrade of the room.',
    [['Silver', 'Gold guests get an upgrade of the room.']],
  ],
  [
    'You can cancel free of charge.',
    'A fee applies when you cancel.',
    [['free of charge', 'A fee applies when you cancel.']],
  ],
  [
    'You can return opened boxes.',
    'You cannot return opened boxes.',
    [['can', 'You cannot return opened boxes.']],
  ],
  ['There is a lift.', 'Third floor without a lift.', [['is', 'Third floor without a lift.']]],
  [
    'Write to help@shop.example.',
    'Write to info@shop.example.',
    [['help@shop.example', 'info@shop.example']],
  ],
])('%j is not said by %j', (draft, source, marks) => {
  expect(unfounded(draft, source)).toEqual(marks)
})

test('takes time in proportion to what it reads, whatever that is', () => {
  for (const piece of [
    '1 ',
    '1,',
    'one ',
    'Ann ',
    '十',
    '€5 ',
    '9:00 ',
    'not ',
    'a/',
    'a\n',
    'we will free ',
  ]) {
    const text = piece.repeat(5_000)
    const began = process.cpuUsage()
    ground(text.slice(0, 2_000), [{ evidence: { seq: 1 }, text: text.slice(0, 10_000) }])
    const { user, system } = process.cpuUsage(began)
    expect((user + system) / 1_000).toBeLessThan(1_000)
  }
})

test('claims come in order and do not overlap', () => {
  const draft = 'You will not get €50 back on 3 May: we guarantee Anna Weber a free upgrade within 5 days.'
  const claims = ground(draft, [{ evidence: { seq: 1 }, text: 'You get €40 back.' }])
  expect(claims.length).toBeGreaterThan(4)
  for (const [index, { start, end }] of claims.entries()) {
    expect(end).toBeGreaterThan(start)
    expect(start).toBeGreaterThanOrEqual(claims[index - 1]?.end ?? 0)
  }
})
