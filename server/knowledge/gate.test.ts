import { beforeAll, describe, expect, it } from 'vitest'
import { createKnowledge } from './create-knowledge.ts'
import type { Dialogue, KnowledgeDocument } from './knowledge.ts'

/*
 * Turns as people speak them, without marks, about things that no constant was tuned on: campsites, of which much is told by
 * many, and a bank's articles.
 */

const told: Record<string, string[]> = {
  'Pine Lake Campsite': [
    'The showers were hot and very clean.',
    'At night it was loud because of the road.',
    'Our dog was welcome and got a bowl of water.',
    'The wifi barely reached our tent.',
    'Pitches are large and far from each other.',
    'The little shop is expensive.',
    'The playground is new and the children loved it.',
    'The wardens were friendly and helped us with the tent.',
    'Toilets were cleaned twice a day.',
    'You can swim in the lake, the water is cold.',
    'Barbecues are allowed on the grass.',
    'The electricity failed twice in our week.',
    'There is hardly any shade in the afternoon.',
    'The ground is soft and easy for pegs.',
    'Mosquitoes were terrible near the water.',
    'The sunset over the lake is wonderful.',
    'You can park the car beside your tent.',
  ],
  'Heron Bay Campsite': [
    'Showers cost one euro and were cold.',
    'It is very quiet after ten in the evening.',
    'Dogs must stay on a lead.',
    'Fast wifi everywhere on the site.',
    'The pitches are narrow and we heard our neighbours.',
    'The shop has fresh bread at fair prices.',
    'No playground, so our children were bored.',
    'The staff at the reception were rude.',
    'The toilets were dirty in the morning.',
    'The beach is steps away and safe for swimming.',
    'Open fires are forbidden here.',
    'Every pitch has its own electricity.',
    'Old trees give plenty of shade.',
    'The ground is stony and bent our pegs.',
    'We saw no insects at all.',
    'The view of the bay is beautiful.',
    'Cars have to stay in a car park at the gate.',
  ],
}

const campsites = Object.entries(told).flatMap(([title, sentences]) =>
  sentences.map(
    (body, place): KnowledgeDocument => ({
      id: `${title}/${place}`,
      title,
      tags: ['campsite'],
      body,
    }),
  ),
)

const article = (title: string, body: string): KnowledgeDocument => ({ id: title, title, tags: [], body })

const bank = [
  article(
    'Lost or stolen cards',
    'Block your card in the app at once. A new card takes five working days and is free.',
  ),
  article('Payments abroad', 'Paying with your card abroad costs 1.5 %. Withdrawing cash costs 4 euros.'),
  article(
    'Forgotten PIN',
    'After three wrong attempts the PIN is blocked. Order a new PIN in the app; it comes by post.',
  ),
  article(
    'Standing orders',
    'Change or cancel a standing order until the evening before it is paid, under Payments.',
  ),
  article('Overdraft', 'An overdraft costs 9.9 % a year. Ask for a higher limit in the app.'),
  article(
    'Closing an account',
    'You can close your account at any time; the balance goes to another account.',
  ),
]

const knowledge = createKnowledge()
beforeAll(async () => {
  await knowledge.load('camping', campsites)
  await knowledge.load('bank', bank)
})

const isShown = (endpointId: string, before: Dialogue['turns'], text: string) =>
  knowledge.search(endpointId, { turns: [...before, { from: 'customer', text }] }, 3).quiet === undefined

describe('in talk about a thing of which many tell', () => {
  const before: Dialogue['turns'] = [
    { from: 'customer', text: 'id like to go camping with my family somewhere near the water' },
    { from: 'agent', text: 'Pine Lake Campsite has room that week. Shall I book it?' },
  ]

  it.each([
    'are the showers any good there',
    'um is it loud at night do you know',
    'hang on can you tell me if they take dogs',
    'ok and how is the wifi',
    'does it have a playground',
    'what are the wardens like',
    'before i say yes are there a lot of mosquitoes',
    'i was wondering whether we could have a barbecue',
    'can the kids swim in the lake or is it too cold',
    'is the shop expensive',
    'how big are the pitches',
    'do people say anything about the toilets',
    'so would we be able to park next to the tent',
    'right but is there any shade at all',
    'tell me is the ground ok for tent pegs',
    'do you happen to know if the electricity works properly',
    'maybe but what is the sunset like',
    'um the the shop is expensive right',
    'they take dogs dont they',
  ])('%j is looked up', text => {
    expect(isShown('camping', before, text)).toBe(true)
  })

  it.each([
    'yes please book that',
    'sounds good lets go with that one',
    'from the third to the tenth of august',
    'two adults and three kids',
    'my name is brian oduya',
    'can you book it for saturday please',
    'i need it for five nights',
    'no thats everything thanks',
    'thats all i needed to know about the campsite cheers',
    'what other campsites do you have',
    'im looking for a campsite with a playground',
    'do you have any campsites near the beach',
    'can i get the phone number please',
    'send me the confirmation by email',
    'hello there',
    'great thank you so much for your help',
    'the price does not matter to us',
    'try sunday instead and see if that works',
    'hmm let me think about it',
    'i would like a different one',
    'actually id rather go by train',
    'how about a campsite in the mountains instead',
    'ok i will take it',
    'how many stars does it have',
    'what is the price range',
    'what area is it in',
    'are you still there',
  ])('%j is not', text => {
    expect(isShown('camping', before, text)).toBe(false)
  })
})

describe('in talk that articles help with', () => {
  const before: Dialogue['turns'] = [
    { from: 'customer', text: 'hi there' },
    { from: 'agent', text: 'Good morning, how can I help you?' },
  ]

  it.each([
    'i lost my card on the bus',
    'somebody stole my card what do i do',
    'how long till i get a new card',
    'what do you charge if i pay abroad',
    'i typed the wrong pin three times',
    'i cant remember my pin',
    'need to cancel a standing order',
    'whats the interest on an overdraft',
    'can you give me a higher overdraft',
    'i want to close my account',
    'do i pay anything for taking out cash abroad',
  ])('%j is looked up', text => {
    expect(isShown('bank', before, text)).toBe(true)
  })

  it.each([
    'yes thats right',
    'its four four three two',
    'my date of birth is the second of june eighty one',
    'thanks a million you have been great',
    'one second please',
    'are you still there',
    'no nothing else bye',
    'good morning',
    'ok ill wait',
    'the weather is awful today isnt it',
    'haha no worries',
    'who won the match last night',
    'can you hear me alright',
    'hang on till i find my card',
    'let me just check in the app',
    'brilliant that worked',
  ])('%j is not', text => {
    expect(isShown('bank', before, text)).toBe(false)
  })

  it.each([
    ['Which card is it?', 'the one for the joint account'],
    ['How much was the payment?', 'two hundred and fifty euros'],
    ['Which day would suit you?', 'monday evening or tuesday'],
  ])('%j is answered by %j, which asks for nothing', (question, answer) => {
    expect(isShown('bank', [{ from: 'agent', text: question }], answer)).toBe(false)
  })

  it.each([
    '<img src=x onerror=alert(1)> i have forgotten my pin',
    '<p class="from customer">i have forgotten my pin</p>',
    '&lt;b&gt;i have forgotten my pin&lt;/b&gt;',
    'i have forgotten my pin https://bank.example/app/8c1f?from=mail&step=2',
  ])('%j finds what its words alone find', written => {
    const found = (text: string) => knowledge.search('bank', { turns: [{ from: 'customer', text }] }, 3)
    expect(found(written)).toEqual(found('i have forgotten my pin'))
    expect(found(written).quiet).toBeUndefined()
  })

  it('a problem is looked up also where it answers a question', () => {
    const question: Dialogue['turns'] = [{ from: 'agent', text: 'Which card is it?' }]
    expect(isShown('bank', question, 'i lost my card and the pin is blocked')).toBe(true)
  })
})
