import { expect, test } from 'vitest'
import { missingFrom, readLink } from './copilot-link.ts'

const read = (query: string) => readLink(new URLSearchParams(query))

test('reads the three values of a link, also encoded ones', () => {
  expect(read('?userId=maeve%2Bb%40example.com&sessionId=s%20%2F1&URLToken=abc&other=1')).toEqual({
    userId: 'maeve+b@example.com',
    sessionId: 's /1',
    URLToken: 'abc',
  })
})

test.each([
  ['', ['userId', 'sessionId', 'URLToken']],
  ['?userId=a&sessionId=b', ['URLToken']],
  ['?userId=a&sessionId=%20&URLToken=c', ['sessionId']],
  ['?userid=a&sessionid=b&urltoken=c', ['userId', 'sessionId', 'URLToken']],
  ['?userId=a&sessionId=b&URLToken=c', []],
])('names what is missing in "%s"', (query, names) => {
  expect(missingFrom(read(query))).toEqual(names)
})
