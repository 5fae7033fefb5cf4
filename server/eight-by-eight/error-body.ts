import { isRecord, parseJson } from './lenient.ts'

/** What an error answer of 8x8 says, whichever shape it came in. */
export interface ErrorBody {
  code?: string
  /** For operators; text of 8x8, shortened, possibly empty. */
  detail: string
  referenceId?: string
}

const MAX_DETAIL_LENGTH = 300
const MAX_CODE_LENGTH = 100

/**
 * Reads the body of an error answer. Chat Gateway v1.0 uses one media type for half a dozen shapes: `errors` as
 * list of objects, as list of strings and as object, with `validations`, with `referenceId`; the gateway before it
 * answers `{fault}`, and proxies answer text, HTML or nothing.
 */
export function readErrorBody(text: string): ErrorBody {
  const body = parseJson(text)
  if (isRecord(body)) return readProblem(body)
  const plain = typeof body === 'string' ? body : text.trim()
  return { detail: shorten(plain.startsWith('<') ? readPageTitle(plain) : plain, MAX_DETAIL_LENGTH) }
}

function readProblem(body: Record<string, unknown>): ErrorBody {
  const fault = isRecord(body.fault) ? body.fault : {}
  const faultDetail = isRecord(fault.detail) ? fault.detail : {}
  const problems = [...entries(body.errors), ...entries(body.validations)]

  const codes = [...problems.map(problem => problem.code), faultDetail.errorcode, body.ErrorCode, body.code]
  const sentences = [
    body.message,
    ...problems.map(sentenceOf),
    fault.faultstring,
    body.Error,
    body.title,
    body.detail,
  ]
  const details = new Set(sentences.filter(isText))
  return {
    code: firstText(codes, MAX_CODE_LENGTH),
    detail: shorten([...details].join('; '), MAX_DETAIL_LENGTH),
    referenceId: firstText([body.referenceId], MAX_CODE_LENGTH),
  }
}

/** The entries of `errors` or `validations`, which may be a list, one object or one string. */
function entries(value: unknown): Record<string, unknown>[] {
  const list = Array.isArray(value) ? value : [value]
  return list.flatMap(entry =>
    typeof entry === 'string' ? [{ message: entry }] : isRecord(entry) ? [entry] : [],
  )
}

/** Leaves out `value`, which repeats what was submitted. */
function sentenceOf({ field, message }: Record<string, unknown>): unknown {
  return isText(field) && isText(message) ? `${field}: ${message}` : message
}

const readPageTitle = (page: string) => /<title[^>]*>([^<]*)/i.exec(page)?.[1] ?? 'a page of HTML'

function firstText(values: unknown[], length: number): string | undefined {
  const value = values.find(value => isText(value) || typeof value === 'number')
  return value === undefined ? undefined : shorten(String(value), length)
}

function shorten(text: string, length: number): string {
  const oneLine = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return oneLine.length > length ? `${oneLine.slice(0, length - 1).toWellFormed()}…` : oneLine
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
