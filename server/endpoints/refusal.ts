import type { RefusalCode, SocketError } from '../protocol/problem.ts'

/** What a customer's client is told when it is refused; the message is safe to show. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode

  constructor(code: RefusalCode, message: string) {
    super(message)
    this.code = code
  }
}

/** The refusal in an acknowledgement; anything unexpected becomes a sentence that gives nothing away. */
export function toSocketError(error: unknown): SocketError {
  if (error instanceof Refusal) return { error: { code: error.code, message: error.message } }
  return { error: { code: 'not-ready', message: 'This did not work just now. Please try again.' } }
}
