import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32

/** An unguessable token for somebody else to keep; we keep its hash. */
export const newToken = () => randomBytes(TOKEN_BYTES).toString('base64url')

/** Tokens of 32 random bytes need no slow hash. A look-up by hash leaks nothing by its time. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')
