import { expect, test } from 'vitest'
import { withoutMarkup } from './without-markup.ts'

const words = (text: string) => withoutMarkup(text).replaceAll(/\s+/g, ' ').trim()

test.each([
  ['a tag with attributes', '<img src=x onerror=alert(1)> my bill', 'my bill'],
  ['a tag without spaces', '<svg/onload=alert(1)>my bill', 'my bill'],
  ['brackets within quotes', '<img alt="a > b" onerror="if (a > b) x()"> my bill', 'my bill'],
  ['tags around words', '<b>my</b> <a href="https://x.example/?a=b">bill</a>', 'my bill'],
  ['scripts and comments', '<script>pay("early")</script>my bill<!-- was late -->', 'my bill'],
  [
    'tags and marks that were escaped',
    '&lt;b&gt;it isn&#39;t&nbsp;mine&lt;/b&gt; &amp; never was',
    "it isn't mine & never was",
  ],
  ['addresses', 'see https://x.example/b?c=d. Or www.x.example?', 'see . Or ?'],
])('%s', (_, written, read) => {
  expect(words(written)).toBe(read)
})

test('paragraphs stay apart', () => {
  expect(withoutMarkup('<p>Thanks</p>How do I pay?<br>Now').split(/\n+/)).toEqual([
    '',
    'Thanks',
    'How do I pay?',
    'Now',
  ])
})

test.each(['a < b and c > d', 'I <3 it', '<order number>', 'Ann <ann@x.example>', '5 &dollars; &#99999999;'])(
  'what is no markup stays: %s',
  text => {
    expect(withoutMarkup(text)).toBe(text)
  },
)

test('an address is what is asked where nothing else is said', () => {
  expect(withoutMarkup('https://x.example/refunds')).toBe('https://x.example/refunds')
})

test.each(['<a "', `<a '"`, '<script>', '<!--', '<a x=">"', 'https://', '&#'])(
  'a long text of %s is read quickly',
  unit => {
    const began = performance.now()
    withoutMarkup(unit.repeat(100_000 / unit.length))
    expect(performance.now() - began).toBeLessThan(500)
  },
)
