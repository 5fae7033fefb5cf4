/**
 * Why no answer could be had. Only `unreachable` is certain not to have reached the bot; `aborted` means that the
 * caller gave up.
 */
export type VirtualAgentErrorKind =
  | 'unreachable'
  | 'timeout'
  | 'aborted'
  | 'redirected'
  | 'refused'
  | 'failed'
  | 'too-large'
  | 'invalid-answer'

/** The virtual agent did not answer. The message is for logs and the trace; it names no address, key or content. */
export class VirtualAgentError extends Error {
  readonly kind: VirtualAgentErrorKind

  constructor(kind: VirtualAgentErrorKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'VirtualAgentError'
    this.kind = kind
  }
}
