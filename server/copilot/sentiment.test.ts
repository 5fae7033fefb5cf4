import { describe, expect, it, test } from 'vitest'
import { readMoods } from '../../e2e/evaluate/moods.ts'
import { readSentiment } from './sentiment.ts'
import { moods } from './testing/moods.ts'
import { talk } from './testing/talk.ts'

const moodOf = (text: string) => readSentiment(talk(`C: ${text}`), 'last', 'en')?.mood

describe('the mood of one message', () => {
  const labelled = (lists: typeof moods) =>
    (['negative', 'positive', 'none'] as const).flatMap(mood =>
      lists[mood].map(text => ({ text, mood: mood === 'none' ? undefined : mood })),
    )

  it('is told where a person sees it, and not where nobody could', () => {
    const read = labelled(moods)
    expect(read.length).toBeGreaterThanOrEqual(200)
    expect(read.filter(({ text, mood }) => moodOf(text) !== mood)).toEqual([])
  })

  it('is right nine times in ten where it is told, for messages that the signs were not written for', async () => {
    const messages = await readMoods('e2e/evaluate/moods.jsonl')
    const read = messages.map(({ text, mood }) => ({ mood, told: moodOf(text) ?? 'none' }))
    const told = read.filter(one => one.told !== 'none')
    const right = told.filter(one => one.told === one.mood)
    expect(right.length / told.length).toBeGreaterThanOrEqual(0.9)
    expect(right.length / read.filter(({ mood }) => mood !== 'none').length).toBeGreaterThanOrEqual(0.75)
  })
})

describe('the mood of a conversation', () => {
  const angry = 'This is ridiculous, nobody came.'

  it('is shown with its sentence for a while, and then no more', () => {
    const script = `C: My line is dead. ${angry}\nA: I am sorry.\nC: It is at home\nC: yes`
    expect(readSentiment(talk(script), 'last-ten', 'en')).toEqual({
      mood: 'negative',
      reason: 'Upset',
      seq: 1,
      sentence: angry,
    })
    const later = Array.from({ length: 6 }, () => 'C: it is on').join('\n')
    expect(readSentiment(talk(`${script}\n${later}`), 'last-ten', 'en')).toBeUndefined()
    expect(readSentiment(talk(script), 'last', 'en')).toBeUndefined()
  })

  it('turns when the customer is glad', () => {
    const script = `C: ${angry}\nA: I have booked a visit.\nC: ok\nC: Perfect, thank you so much!`
    expect(readSentiment(talk(script), 'last-ten', 'en')).toMatchObject({ mood: 'positive', seq: 4 })
  })

  it('adds up small signs', () => {
    expect(
      readSentiment(talk('C: I am still waiting\nA: One moment\nC: still nothing'), 'last-ten', 'en'),
    ).toMatchObject({ mood: 'negative' })
  })

  it('comes with its reason in the agent’s language', () => {
    expect(readSentiment(talk(`C: ${angry}`), 'last', 'de-AT')?.reason).toBe('Verärgert')
    expect(readSentiment(talk(`C: ${angry}`), 'last', 'sv')?.reason).toBe('Upset')
  })
})

test('only the customer’s words count', () => {
  expect(readSentiment(talk('C: Hello\nA: This is ridiculous!'), 'last-ten', 'en')).toBeUndefined()
})
