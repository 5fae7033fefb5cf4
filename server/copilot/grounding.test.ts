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
