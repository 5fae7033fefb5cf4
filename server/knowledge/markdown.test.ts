import { expect, test } from 'vitest'
import { sectionsOfMarkdown } from './markdown.ts'

const lines = (markdown: string) => sectionsOfMarkdown(markdown).flatMap(section => section.lines)

test('sections carry the path of their headings', () => {
  expect(
    sectionsOfMarkdown('Intro\n\n## Plans\nAll plans.\n### Small ###\nOne.\n## Bills\nEach month.'),
  ).toEqual([
    { headings: [], lines: ['Intro'] },
    { headings: ['Plans'], lines: ['All plans.'] },
    { headings: ['Plans', 'Small'], lines: ['One.'] },
    { headings: ['Bills'], lines: ['Each month.'] },
  ])
})

test('wrapped lines are one paragraph, items are lines', () => {
  expect(lines('One\ntwo.\n\nThree:\n- a\n  still a\n* b\n1) c\n\nFour')).toEqual([
    'One two.',
    'Three:',
    '• a still a',
    '• b',
    '1) c',
    'Four',
  ])
})

test('inline markup, images and tags go; link addresses and code stay', () => {
  expect(
    lines(
      '**never *ever*** do <b>that</b> ![x](y.png): `npm i`, see [here](https://a.example/b) or <https://c.example>',
    ),
  ).toEqual(['never ever do that x: npm i, see here (https://a.example/b) or https://c.example'])
  expect(lines('snake_case_word, 5 * 3 * 2, \\*literal\\*, _soft_')).toEqual([
    'snake_case_word, 5 * 3 * 2, *literal*, soft',
  ])
})

test('a table row stands alone', () => {
  expect(lines('| Plan | Price |\n|---|---:|\n| Fibre 500 | €55 |\n| Fibre 1000 | €65 |')).toEqual([
    'Plan: Fibre 500; Price: €55',
    'Plan: Fibre 1000; Price: €65',
  ])
})

test('fenced text is kept as it is, quotes lose their marks, rules vanish', () => {
  expect(lines('```\n# not a heading\n```\n> quoted\n\n---\nend')).toEqual([
    '# not a heading',
    'quoted',
    'end',
  ])
})

test.each(['[', '*a ', '_a', '<a', '`', '![](', '> ', '- ', '| '])(
  '%j a hundred thousand times over is read in no time',
  mark => {
    const began = performance.now()
    sectionsOfMarkdown(mark.repeat(100_000))
    expect(performance.now() - began).toBeLessThan(2000)
  },
)
