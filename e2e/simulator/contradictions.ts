import type { ErrorObject } from 'ajv'

/** What a body does not fit. */
interface Finding {
  error: ErrorObject
  /** The whole body. */
  value: unknown
  path: string
}

/** Where the specification contradicts itself or the other documents of 8x8. */
const CONTRADICTIONS: readonly { why: string; covers: (finding: Finding) => boolean }[] = [
  {
    why: 'A webhook must have notificationVersion, but the property is called version.',
    covers: ({ error, value }) => isMissing(error, 'notificationVersion') && hasKey(value, 'version'),
  },
  {
    why: 'An attachment must have size and type, but neither is described; sizeInBytes is.',
    covers: ({ error, value }) =>
      (isMissing(error, 'size') || isMissing(error, 'type')) && hasKey(value, 'sizeInBytes'),
  },
  {
    why: 'Some lists must have data, messages or cards, but their items are under _embedded.',
    covers: ({ error, value }) =>
      ['data', 'messages', 'cards'].some(name => isMissing(error, name)) && hasKey(value, 'page'),
  },
  {
    why: 'The times of an interaction are dates by format and date-times by example.',
    covers: ({ error, path }) =>
      path.endsWith('/interactions') && error.keyword === 'format' && error.params['format'] === 'date',
  },
  {
    why: 'The public key is a string by type and an object by example.',
    covers: ({ error, path }) =>
      path.includes('/jwk/') && error.keyword === 'type' && error.instancePath === '',
  },
]

const isMissing = ({ keyword, params }: ErrorObject, property: string) =>
  keyword === 'required' && params['missingProperty'] === property

const hasKey = (value: unknown, key: string) => JSON.stringify(value).includes(`"${key}":`)

/** Whether the specification, not the body, is at fault. */
export const isKnownContradiction = (finding: Finding): boolean =>
  CONTRADICTIONS.some(({ covers }) => covers(finding))
