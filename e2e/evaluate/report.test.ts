import { expect, test } from 'vitest'
import { readArguments, UsageError } from './arguments.ts'
import { type Dataset, decision, f1, share } from './dataset.ts'
import { figuresOf, reportOf } from './report.ts'

const evaluation = {
  measures: [
    {
      name: 'hits',
      tallies: Array.from({ length: 200 }, (_, place) => [Number(place % 4 !== 0), 1]),
      value: share,
      floors: { none: Array.from({ length: 200 }, () => [0, 1]), known: 0.5 },
      goal: { atLeast: 0.8 },
    },
  ],
  figures: { 'queryMs.p50': 1.2 },
}

test('a figure stands between the ends of its interval, the same each time, with floors and goal beside it', () => {
  const [hits] = reportOf(evaluation)
  expect(hits).toMatchObject({ value: 0.75, floors: { none: 0, known: 0.5 }, reached: false, dialogues: 200 })
  expect(hits!.low).toBeGreaterThan(0.66)
  expect(hits!.low).toBeLessThan(0.75)
  expect(hits!.high).toBeLessThan(0.84)
  expect(reportOf(evaluation)).toEqual([hits])
  expect(figuresOf([hits!], evaluation)).toEqual({ hits: 0.75, 'queryMs.p50': 1.2 })
})

test('F1 weighs what was wrongly said against what was wrongly left out', () => {
  const sum = [
    decision(true, true),
    decision(true, false),
    decision(false, true),
    decision(false, false),
  ].reduce((one, other) => one.map((count, place) => count + other[place]!))
  expect(sum).toEqual([1, 1, 1])
  expect(f1(sum)).toBe(0.5)
})

const dataset: Dataset = { holds: 'a folder', evaluate: () => Promise.resolve({ measures: [] }) }
const datasets = { own: dataset, shipped: { ...dataset, data: 'here' } }

test('the command line says what is missing', () => {
  const reading =
    (...given: string[]) =>
    () =>
      readArguments(given, datasets)
  expect(reading()).toThrow(new UsageError('--dataset is missing: which form do the data have?'))
  expect(reading('--dataset', 'toString')).toThrow('there is no dataset "toString"; there are own, shipped')
  expect(reading('--dataset', 'own')).toThrow('--data is missing: a folder')
  expect(reading('--colour')).toThrow("Unknown option '--colour'")
  expect(reading('--dataset', 'shipped')()).toEqual({
    dataset: 'shipped',
    data: 'here',
    out: 'evaluations/shipped.json',
  })
  expect(reading('--help')()).toBeUndefined()
})
