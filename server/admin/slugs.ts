import { randomBytes } from 'node:crypto'

const LONGEST = 40

/** An identifier that reads like the name, with a few letters that make it nobody else's. */
export function slugOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, LONGEST)
  return [words, randomBytes(3).toString('hex')].filter(Boolean).join('-')
}
