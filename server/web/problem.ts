import type { Problem } from '../protocol/administration.ts'

/** Why a request over HTTP is not answered with what it asked for; becomes problem+json. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly status: number
  readonly errors: Problem['errors']
  readonly headers: Record<string, string>

  /** `detail` is read by people outside: a sentence that says what to do and gives nothing away. */
  constructor(
    status: number,
    detail: string,
    { errors, headers = {} }: { errors?: Problem['errors']; headers?: Record<string, string> } = {},
  ) {
    super(detail)
    this.status = status
    this.errors = errors
    this.headers = headers
  }
}

export const notFound = (what: string) => new HttpProblem(404, `There is no such ${what}.`)
export const conflict = (detail: string) => new HttpProblem(409, detail)
/** One field of the body or the query is wrong; `path` names it. */
export const invalid = (path: string, message: string) =>
  new HttpProblem(400, 'The request is not valid.', { errors: [{ path, message }] })
