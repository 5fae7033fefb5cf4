import { STATUS_CODES } from 'node:http'
import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import { ZodError } from 'zod'
import type { Problem } from '../protocol/administration.ts'
import type { RefusalCode } from '../protocol/problem.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { Logger } from '../telemetry/logger.ts'
import { HttpProblem } from './problem.ts'

const STATUS: Record<RefusalCode, number> = {
  invalid: 400,
  refused: 404,
  'sign-on': 401,
  'not-ready': 503,
  'too-many': 429,
  'too-large': 413,
  'unsupported-version': 400,
  unknown: 500,
}

const MOST_ERRORS = 20

/** What nothing else has answered. */
export const answerNotFound: RequestHandler = (_request, response) =>
  problem(response, 404, 'There is nothing here.')

/**
 * Whatever went wrong becomes problem+json (RFC 9457): what the client did wrong is said, everything else is only
 * logged. An answer that had begun is broken off, so that nobody takes it for whole.
 */
export function answerError(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    if (response.headersSent) return void response.destroy()
    if (error instanceof HttpProblem) {
      response.set(error.headers)
      return problem(response, error.status, error.message, error.errors)
    }
    if (error instanceof Refusal) return problem(response, STATUS[error.code], error.message)
    if (error instanceof ZodError) return problem(response, 400, 'The body is not valid.', fieldsOf(error))
    const status = clientFault(error)
    if (status)
      return problem(
        response,
        status,
        status === 413 ? 'The body is too large.' : 'The request cannot be read.',
      )
    logger.error({ error }, 'a request failed')
    problem(response, 503, 'This did not work just now. Please try again.')
  }
}

/** The body parsers and the router mark what the client did wrong with a status of 4xx. */
function clientFault(error: unknown): number | undefined {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined
}

const fieldsOf = (error: ZodError) =>
  error.issues.slice(0, MOST_ERRORS).map(({ path, message }) => ({ path: path.join('.'), message }))

function problem(response: Response, status: number, detail: string, errors?: Problem['errors']): void {
  const body: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? '',
    status,
    detail,
    ...(errors && { errors }),
  }
  response.status(status).type('application/problem+json').send(JSON.stringify(body))
}
