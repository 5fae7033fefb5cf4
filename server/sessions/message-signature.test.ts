import { describe, expect, it } from 'vitest'
import { messageSignature } from './message-signature.ts'

const isSame = (one: string, other: string) => messageSignature(one, []) === messageSignature(other, [])

describe('what tells one message from another', () => {
  it.each([
    ['entities', 'Tom &amp; Jerry&#39;s &lt;3 &#x20AC;5', 'Tom & Jerry’s <3 €5'],
    ['spaces and line ends', ' first\r\n second ', 'first second'],
    ['quotes', '“It’s done”', '"It\'s done"'],
    ['composed letters', 'Zoe\u0308', 'Zoë'],
    ['invisible characters', 'pass\u200bword\u0000', 'password'],
  ])('does not mind %s', (_what, one, other) => {
    expect(isSame(one, other)).toBe(true)
  })

  it.each([
    ['ok', 'OK!'],
    ['Ok.', 'Ok?'],
    ['-5 °C', '5 °C'],
    ['1,5 GB', '15 GB'],
    ['👍', '👎'],
    ['&#1114112;', ''],
  ])('tells %j from %j', (one, other) => {
    expect(isSame(one, other)).toBe(false)
  })

  it('counts the files, in whatever order they are named', () => {
    expect(messageSignature('See', ['b', 'a'])).toBe(messageSignature('See', ['a', 'b']))
    expect(messageSignature('See', ['a'])).not.toBe(messageSignature('See', ['b']))
  })
})
