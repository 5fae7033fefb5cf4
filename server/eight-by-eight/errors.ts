import { readErrorBody } from './error-body.ts'

export type EightByEightErrorKind =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'invalid'
  | 'rate-limited'
  | 'unavailable'
  | 'timeout'
  | 'network'
  | 'aborted'
  | 'unexpected'

export interface EightByEightErrorFacts {
  /** What was tried, for instance `POST /chat-gateway/v1/conversations`. */
  operation: string
  kind: EightByEightErrorKind
  ambiguous: boolean
  detail: string
  status?: number
  code?: string
  referenceId?: string
  retryAfterMs?: number
  cause?: unknown
}

/**
 * Every failure of a call to 8x8. `message` holds neither the key nor what was sent;
 * `detail` is 8x8's own explanation, which may quote what it refused.
 */
export class EightByEightError extends Error {
  override readonly name = 'EightByEightError'
  readonly kind: EightByEightErrorKind
  /** The request may have had its effect all the same: look before sending it again. */
  readonly ambiguous: boolean
  readonly detail: string
  readonly status: number | undefined
  readonly code: string | undefined
  /** 8x8's own number of the failed request, for a support case. */
  readonly referenceId: string | undefined
  /** How long 8x8 asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(facts: EightByEightErrorFacts) {
    const outcome = [facts.kind, facts.status, facts.code].filter(part => part !== undefined).join(' ')
    super(
      `${facts.operation} failed: ${outcome}`,
      facts.cause === undefined ? undefined : { cause: facts.cause },
    )
    this.kind = facts.kind
    this.ambiguous = facts.ambiguous
    this.detail = facts.detail
    this.status = facts.status
    this.code = facts.code
    this.referenceId = facts.referenceId
    this.retryAfterMs = facts.retryAfterMs
  }
}

/** An answer of 8x8 that is not a success, as far as this module looks at it. */
export interface FailedResponse {
  status: number
  retryAfter?: string
  text: string
}

/** The error for an answer that is no success. `hasEffect` says that the operation changes something at 8x8. */
export function errorFromResponse(
  operation: string,
  hasEffect: boolean,
  response: FailedResponse,
): EightByEightError {
  const kind = kindOfStatus(response.status)
  return new EightByEightError({
    operation,
    kind,
    ambiguous: hasEffect && (kind === 'unavailable' || kind === 'timeout' || kind === 'unexpected'),
    status: response.status,
    retryAfterMs: parseRetryAfter(response.retryAfter, Date.now()),
    ...readErrorBody(response.text),
  })
}

const KIND_OF_STATUS: Record<number, EightByEightErrorKind> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  410: 'not-found',
  429: 'rate-limited',
}

function kindOfStatus(status: number): EightByEightErrorKind {
  if (status >= 500) return 'unavailable'
  return KIND_OF_STATUS[status] ?? (status >= 400 ? 'invalid' : 'unexpected')
}

const MAX_RETRY_AFTER_MS = 60 * 60 * 1000

/** `Retry-After` in seconds or as a date (RFC 9110), in milliseconds from `now`, at most an hour. */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (!value) return undefined
  const wait = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS)
}

/** Failures that happen before a byte of the request is written. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_CLOSED',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** The error for a call that got no complete answer: refused, reset, timed out, cut short. */
export function errorFromFailure(operation: string, hasEffect: boolean, failure: unknown): EightByEightError {
  const code = codeOf(failure)
  return new EightByEightError({
    operation,
    kind: kindOfFailure(failure, code),
    ambiguous: hasEffect && !(code !== undefined && (NEVER_SENT.has(code) || code === 'UND_ERR_INVALID_ARG')),
    detail: failure instanceof Error ? failure.message : 'no answer',
    code,
    cause: failure,
  })
}

function kindOfFailure(failure: unknown, code: string | undefined): EightByEightErrorKind {
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return 'timeout'
  if (code === 'UND_ERR_INVALID_ARG') return 'invalid'
  return failure instanceof Error && failure.name === 'TimeoutError' ? 'timeout' : 'network'
}

function codeOf(failure: unknown): string | undefined {
  if (!(failure instanceof Error) || !('code' in failure)) return undefined
  return typeof failure.code === 'string' ? failure.code : undefined
}
