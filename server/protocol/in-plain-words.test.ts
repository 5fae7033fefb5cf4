import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { speakInPlainWords } from './in-plain-words.ts'

beforeAll(speakInPlainWords)
afterAll(() => z.config({ customError: undefined }))

const cases: [z.ZodType, unknown, string][] = [
  [z.string(), undefined, 'is missing'],
  [z.string(), 5, 'must be text'],
  [z.int(), 'x', 'must be a number'],
  [z.string().min(1), '', 'must not be empty'],
  [z.string().min(12), 'short', 'must have at least 12 characters'],
  [z.array(z.string()).max(1), ['a', 'b'], 'must have at most 1 entry'],
  [z.number().max(90), 91, 'must be at most 90'],
  [z.email(), 'me', 'must be an email address'],
  [z.url(), 'me', 'must be a web address, such as https://example.com'],
  [z.enum(['link', 'signed']), 'open', 'must be link or signed'],
  [z.strictObject({}), { colour: 1 }, 'does not know colour'],
  [z.string().regex(/^\//, 'must begin with /'), 'x', 'must begin with /'],
]

test.each(cases)('%#: what is wrong is said as a person would say it', (schema, value, words) => {
  expect(schema.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([words])
})
