import { expect, test } from 'vitest'
import { createKnowledge } from './create-knowledge.ts'
import type { Dialogue } from './knowledge.ts'
import { article } from './testing/article.ts'

const shop = [
  article(
    'returns',
    'Returning an order',
    'You can send an order back within 30 days.\n\n## What it costs\nA return label costs €4. It is free for members.',
    { tags: ['send back'] },
  ),
  article(
    'delivery',
    'Delivery times',
    'Standard delivery takes 3 working days. Express delivery arrives the next day.\n\n## Abroad\nTo Switzerland it takes a week.',
  ),
  article(
    'aurora',
    'Aurora headphones',
    'The battery lasts 30 hours. Charging takes 2 hours.\n\n## Pairing\n1. Hold the button for 5 seconds.\n2. Choose Aurora on your phone.',
  ),
  article(
    'borealis',
    'Borealis speaker',
    'The battery lasts 12 hours. It is waterproof.\n\n## Pairing\n1. Press both buttons.\n2. Choose Borealis on your phone.',
  ),
  article(
    'gift-cards',
    'Gift cards',
    'Gift cards are valid for 3 years. A discount cannot be used to buy one.',
  ),
  article(
    'password',
    'Resetting your password',
    'Choose "Forgot password" on the sign-in page. The link is valid for one hour.',
  ),
]

const customer = (...texts: string[]): Dialogue => ({
  turns: texts.map(text => ({ from: 'customer', text })),
})

async function shopKnowledge() {
  const knowledge = createKnowledge()
  await knowledge.load('shop', shop)
  return (dialogue: Dialogue, limit = 5) => knowledge.search('shop', dialogue, limit)
}

test('a plain question is answered from its article', async () => {
  const search = await shopKnowledge()
  const { passages, sure } = search(customer('Hi there, how do I reset my password please?'))
  expect(passages[0]).toMatchObject({ passageId: 'password#1', title: 'Resetting your password', score: 1 })
  expect(passages[0]?.answer).toBe('Choose "Forgot password" on the sign-in page.')
  expect(sure).toBe(true)
})

test('what kind of answer is wanted chooses among the passages of an article', async () => {
  const search = await shopKnowledge()
  expect(search(customer('how much is it to return an order')).passages[0]?.answer).toBe(
    'A return label costs €4. It is free for members.',
  )
  expect(search(customer('how long do I have to return an order')).passages[0]?.answer).toBe(
    'You can send an order back within 30 days.',
  )
})

test('a step brings all the steps', async () => {
  const search = await shopKnowledge()
  expect(search(customer('How do I pair my Aurora headphones with the phone?')).passages[0]?.answer).toBe(
    '1. Hold the button for 5 seconds.\n2. Choose Aurora on your phone.',
  )
})

test('the product named earlier says which article is meant', async () => {
  const search = await shopKnowledge()
  const spokenOf = (product: string): Dialogue => ({
    turns: [
      { from: 'customer', text: `I bought the ${product} yesterday` },
      { from: 'agent', text: 'Great choice! What can I do for you?' },
      { from: 'customer', text: 'how long does the battery last?' },
    ],
  })
  expect(search(spokenOf('aurora headphones')).passages[0]?.answer).toBe('The battery lasts 30 hours.')
  expect(search(spokenOf('borealis speaker')).passages[0]?.answer).toBe(
    'The battery lasts 12 hours. It is waterproof.',
  )
})

test('a question without a subject asks about the last one and is never sure', async () => {
  const search = await shopKnowledge()
  const { passages, sure } = search(customer('Tell me about gift cards', 'and how long?'))
  expect(passages[0]).toMatchObject({ title: 'Gift cards' })
  expect(sure).toBe(false)
})

test('agreement asks for what was offered', async () => {
  const search = await shopKnowledge()
  const { passages } = search({
    turns: [
      { from: 'agent', text: 'Welcome back. Shall I explain delivery abroad?' },
      { from: 'customer', text: 'yes please' },
    ],
  })
  expect(passages[0]).toMatchObject({ title: 'Delivery times', headings: ['Abroad'] })
})

test.each(['thanks!', 'Hi', 'ok great, have a nice day', 'Vielen Dank!', 'merci', '👍', '???', ''])(
  '%j is small talk: nothing is looked for',
  async text => {
    const search = await shopKnowledge()
    expect(search(customer('How do I reset my password?', text))).toEqual({
      passages: [],
      sure: false,
      quiet: 'too-little-said',
    })
  },
)

test('what no article speaks of is never answered surely', async () => {
  const search = await shopKnowledge()
  expect(search(customer('Is there a student discount?')).sure).toBe(false)
  expect(search(customer('Can I pay for delivery with bitcoin?')).sure).toBe(false)
  expect(search(customer('Who is your chief executive?'))).toEqual({
    passages: [],
    sure: false,
    quiet: 'no-match',
  })
})

test('two articles that answer equally well make it unsure', async () => {
  const search = await shopKnowledge()
  const { passages, sure } = search(customer('How long does the battery last?'))
  expect(
    passages
      .map(({ title }) => title)
      .slice(0, 2)
      .toSorted(),
  ).toEqual(['Aurora headphones', 'Borealis speaker'])
  expect(sure).toBe(false)
})

test('an article is found in its own language', async () => {
  const knowledge = createKnowledge()
  const german = article(
    'rueckgabe',
    'Rückgabe',
    'Bestellungen können Sie innerhalb von 30 Tagen zurückgeben.',
    { language: 'de-DE' },
  )
  await knowledge.load('shop', [...shop, german])
  expect(
    knowledge.search('shop', customer('kann ich meine bestellung zuruckgeben?'), 3).passages[0]?.passageId,
  ).toBe('rueckgabe#1')
  expect(knowledge.search('shop', customer('can I return my order?'), 3).passages[0]?.title).toBe(
    'Returning an order',
  )
})

test('passages of one article that say the same are shown once', async () => {
  const knowledge = createKnowledge()
  await knowledge.load('shop', [
    article(
      'twice',
      'Opening hours',
      '## Shop\nThe shop is open from 9:00 to 18:00.\n## Store\nThe shop is open from 9:00 to 18:00.\n## Phone\nOpen calls are taken until noon.',
    ),
  ])
  const texts = knowledge.search('shop', customer('when are you open'), 5).passages.map(({ text }) => text)
  expect(texts.toSorted()).toEqual([
    'Open calls are taken until noon.',
    'The shop is open from 9:00 to 18:00.',
  ])
})

test('never more than asked for, and a novel of a message is read as a question all the same', async () => {
  const search = await shopKnowledge()
  expect(search(customer('order delivery battery gift password'), 2).passages).toHaveLength(2)
  const began = performance.now()
  search(customer('delivery '.repeat(20_000)))
  expect(performance.now() - began).toBeLessThan(2_000)
})

test('endpoints know nothing of each other', async () => {
  const knowledge = createKnowledge()
  await knowledge.load('shop', shop)
  expect(knowledge.isEmpty('other')).toBe(true)
  expect(knowledge.search('other', customer('reset my password'), 5)).toEqual({
    passages: [],
    sure: false,
    quiet: 'no-knowledge',
  })
})

test('loading replaces, the last load counts, removing empties', async () => {
  const knowledge = createKnowledge()
  const many = Array.from({ length: 3000 }, (_, number) =>
    article(`old-${number}`, `Old ${number}`, 'An old zebra. '.repeat(10)),
  )
  const older = knowledge.load('shop', many)
  await Promise.all([older, knowledge.load('shop', shop)])
  expect(knowledge.search('shop', customer('zebra'), 5).quiet).toBe('no-match')
  expect(knowledge.isEmpty('shop')).toBe(false)

  const outdated = [knowledge.load('shop', many), knowledge.load('shop', shop)]
  knowledge.remove('shop')
  await Promise.all(outdated)
  expect(knowledge.isEmpty('shop')).toBe(true)
})

test('a search may be kept to sources and tags, and every passage tells where it comes from', async () => {
  const knowledge = createKnowledge()
  await knowledge.load('shop', [
    article('a', 'Delivery of parcels', 'A parcel takes 3 days.', {
      sourceId: 'help',
      sourceName: 'Help pages',
      url: 'https://shop.example/parcels',
      tags: ['post'],
    }),
    article('b', 'Delivery of furniture', 'Delivery of furniture takes 3 weeks.', { sourceId: 'intern' }),
  ])
  const found = (among: Parameters<typeof knowledge.search>[3]) =>
    knowledge
      .search('shop', customer('how long does delivery take'), 5, among)
      .passages.map(({ passageId }) => passageId)
  expect(found({}).toSorted()).toEqual(['a#1', 'b#1'])
  expect(found({ sourceIds: ['intern'] })).toEqual(['b#1'])
  expect(found({ tags: ['post', 'other'] })).toEqual(['a#1'])
  expect(found({ tags: ['post'], sourceIds: ['intern'] })).toEqual([])
  const [passage] = knowledge.search('shop', customer('parcel delivery'), 1).passages
  expect(passage).toMatchObject({
    sourceId: 'help',
    sourceName: 'Help pages',
    url: 'https://shop.example/parcels',
    tags: ['post'],
  })
})

test('a misspelt question finds what was meant', async () => {
  const search = await shopKnowledge()
  expect(search(customer('how do i reset my pasword')).passages[0]?.title).toBe('Resetting your password')
  expect(search(customer('how long does the auroa headphones batery last')).passages[0]?.answer).toBe(
    'The battery lasts 30 hours.',
  )
})

/** Four houses of which guests tell the same things, a dozen sentences and more of each. */
const houses = ['Acorn Guest House', 'Belfry Hotel', 'Copper Inn', 'Dover Lodge'].flatMap((title, house) =>
  [
    'The rooms are spacious and clean.',
    `Breakfast was ${['rich', 'poor', 'fresh', 'cold'][house]} and served until ten.`,
    `It was very ${['quiet', 'noisy', 'peaceful', 'loud'][house]} at night, we heard ${['nothing', 'every car', 'no noise', 'much noise'][house]}.`,
    'There was no noise at night and we slept well.',
    'The street is noisy at night.',
    'Parking behind the house is free.',
    'The staff was friendly and spoke Italian.',
    'Dogs are welcome for a small fee.',
    'The wifi was fast enough for video calls.',
    'A garden with chairs lies behind the house.',
    'The bathroom was small and had no window.',
    'The lift did not work.',
    'The beds were comfortable.',
    'From the window we saw the river.',
    'The station is ten minutes away.',
    'We paid too much for what we got.',
  ].map((body, place) => article(`${house}-${place}`, title, body, { tags: ['lodging'] })),
)

async function houseKnowledge() {
  const knowledge = createKnowledge()
  await knowledge.load('houses', houses)
  return (...turns: Dialogue['turns']) => knowledge.search('houses', { turns }, 5)
}
const guest = (text: string) => ({ from: 'customer' as const, text })
const agent = (text: string) => ({ from: 'agent' as const, text })

test('a question with a pronoun is about what was named two turns ago, even misspelt and in part', async () => {
  const search = await houseKnowledge()
  const found = search(
    guest('is the belfrey any good?'),
    agent('It has four stars.'),
    guest('how was breakfast there?'),
  )
  expect(found.passages[0]).toMatchObject({
    title: 'Belfry Hotel',
    text: 'Breakfast was poor and served until ten.',
  })
  expect(found.quiet).toBeUndefined()
})

test('of several things named the last one is meant', async () => {
  const search = await houseKnowledge()
  const { passages } = search(
    guest('Tell me of the Copper Inn.'),
    agent('It is full. What about Dover Lodge?'),
    guest('can i bring dogs'),
  )
  expect(passages[0]).toMatchObject({ title: 'Dover Lodge', text: 'Dogs are welcome for a small fee.' })
})

test.each([
  ['Great, please book it for two people on Monday.', 'small-talk'],
  ["I'm looking for a lodging with free parking", 'small-talk'],
  ['perfect thanks, that would be everything', 'too-little-said'],
  ['what is their phone number', 'no-match'],
])('%j needs no knowledge of houses: %s', async (text, quiet) => {
  const search = await houseKnowledge()
  expect(search(agent('May I suggest the Acorn Guest House?'), guest(text)).quiet).toBe(quiet)
})

test('speech without marks is a question all the same', async () => {
  const search = await houseKnowledge()
  expect(search(agent('the acorn then'), guest('okay cool um does it have parking')).quiet).toBeUndefined()
})

test('a reply that speaks of what was asked, and of the same thing, comes first', async () => {
  const knowledge = createKnowledge()
  await knowledge.load('houses', houses)
  const replies = [
    'You are welcome, have a nice day!',
    'Guests say that breakfast at Dover Lodge was cold.',
    'Yes, parking is free.',
    'Guests say that breakfast at the Acorn is rich.',
  ]
  const dialogue = { turns: [agent('I can offer the Acorn Guest House.'), guest('how is breakfast?')] }
  const ranked = knowledge.rankReplies('houses', dialogue, replies)
  expect(ranked[0]?.place).toBe(3)
  expect(ranked).toHaveLength(4)
  expect(knowledge.rankReplies('houses', { turns: [guest('thanks')] }, replies)).toEqual([])
  expect(knowledge.rankReplies('nowhere', dialogue, replies)).toEqual([])
})

test('among thousands of articles each is found by its own words, and the process keeps answering meanwhile', async () => {
  const many = Array.from({ length: 3_000 }, (_, number) =>
    article(
      `a${number}`,
      `Device ${number}`,
      `The code zq${number}x resets it. Every device has a lamp that tells how it is.`,
    ),
  )
  const knowledge = createKnowledge()
  let answered = 0
  const clock = setInterval(() => answered++, 1)
  await knowledge.load('many', many)
  clearInterval(clock)
  expect(answered).toBeGreaterThan(5)
  for (const number of [0, 1_700, 2_999]) {
    const { passages } = knowledge.search('many', customer(`What does zq${number}x do to the lamp?`), 3)
    expect(passages[0]?.title).toBe(`Device ${number}`)
  }
})
