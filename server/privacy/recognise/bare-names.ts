import type { Turn } from '../personal-data.ts'
import { isEveryday } from './everyday-words.ts'
import type { Found } from './found.ts'

const MAX_WORDS = 3
const MAX_LENGTH = 80
const before =
  /^(?:\s|and|yes|yeah|sure|ok|okay|its|it's|it is|i am|i'm|im|my name|name|(?<=\p{L})(?!\p{L})|[,.:-])*(?<!\p{L}(?=\p{L}))/u

/**
 * A turn of one to three words that nobody uses otherwise, alone or beside numbers: "carlos martinez", "anand 2564". Only
 * where the familiar words of the endpoint are known and the question before is not.
 */
export function findBareNames({ lower, familiar, isAnswer }: Turn): Found[] {
  if (!familiar || isAnswer || lower.length > MAX_LENGTH) return []
  const start = before.exec(lower)?.[0].length ?? 0
  const [said = ''] = /^\p{L}+(?:[ .'-]{1,2}\p{L}+)*/u.exec(lower.slice(start)) ?? []
  const name = said.replace(conjunction, '')
  const words = name.split(/[ .'-]+/)
  const isName =
    words.length <= MAX_WORDS &&
    words.some(word => word.length >= 3) &&
    words.every(word => word.length === 1 || (word.length >= 3 && !familiar.has(word) && !isEveryday(word)))
  return isName && afterwards.test(lower.slice(start + name.length))
    ? [{ start, end: start + name.length, kind: 'name' }]
    : []
}

const conjunction = / (?:and|email|mail|ssn|my)(?: .*)?$/u
/** Numbers and an e-mail address may follow. */
const afterwards =
  /^[\s,.]*(?:(?:and|email|mail)(?: id)? )?(?:\p{L}{0,30} ?\d{1,6} ?)?(?:[\d\s.,-]*|\S{0,60}(?:com|net))$/u
