import { z } from 'zod'

/** From now on faults of what was sent are told as a person would; what a schema says itself stands. */
export function speakInPlainWords(): void {
  z.config({ customError: inPlainWords })
}

const KINDS: Record<string, string> = {
  string: 'must be text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
}
const FORMATS: Record<string, string> = {
  email: 'must be an email address',
  url: 'must be a web address, such as https://example.com',
}
const UNITS: Record<string, [one: string, more: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
}

/** What goes after the field's name, “must be a number”; undefined leaves it to zod. */
function inPlainWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : KINDS[issue.expected]
    case 'invalid_format':
      return FORMATS[issue.format]
    case 'invalid_value':
      return issue.input === undefined ? 'is missing' : `must be ${issue.values.map(String).join(' or ')}`
    case 'too_small':
      return Number(issue.minimum) === 1 && issue.origin === 'string'
        ? 'must not be empty'
        : limited('at least', issue.minimum, issue.origin)
    case 'too_big':
      return limited('at most', issue.maximum, issue.origin)
    case 'unrecognized_keys':
      return `does not know ${issue.keys.join(', ')}`
    default:
      return undefined
  }
}

function limited(words: string, limit: number | bigint, origin: string) {
  const unit = UNITS[origin]
  return unit ? `must have ${words} ${limit} ${unit[limit === 1 ? 0 : 1]}` : `must be ${words} ${limit}`
}
