/** Postgres: unique violation, serialization failure, deadlock. */
const LOST_RACES = new Set(['23505', '40001', '40P01'])

/** Postgres: classes of data exceptions, integrity violations and exceeded limits. */
const FAULTY_VALUES = /^(22|23|54)/

/** SQLite: too big, constraint, mismatch, range. */
const FAULTY_SQLITE_VALUES = new Set([18, 19, 20, 25])

/** Another server was quicker: the same work may succeed when it looks again. */
export function isLostRace(error: unknown): boolean {
  return LOST_RACES.has(codeOf(error))
}

/** The values of some row cannot be stored; the database itself is well. */
export function isFaultyValue(error: unknown): boolean {
  if (error instanceof TypeError || FAULTY_VALUES.test(codeOf(error))) return true
  return (
    error instanceof Error && 'errcode' in error && FAULTY_SQLITE_VALUES.has(Number(error.errcode) & 0xff)
  )
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
