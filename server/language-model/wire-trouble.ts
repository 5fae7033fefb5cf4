import type { z } from 'zod'
import { ModelError } from '../protocol/model-error.ts'
import type { wireErrorSchema } from './chat-wire.ts'

type WireError = z.infer<typeof wireErrorSchema>['error']

/** A provider that asks for more patience than this is busy for us. */
const LONGEST_RETRY_AFTER_MILLISECONDS = 3_000
const RETRY_AFTER_MILLISECONDS = 300

/** What a status that is no success means. The provider's own words may quote the chat and are left out. */
export function troubleOfStatus(status: number, headers: Headers): ModelError {
  const said = `The model's server answered with status ${status}.`
  if (status === 429) return new ModelError('busy', said, soonEnough(headers))
  if (status === 408 || status >= 500) return new ModelError('unavailable', said, soonEnough(headers))
  return new ModelError('unavailable', said)
}

/** An error that came in place of the rest of a stream. */
export function troubleInStream(error: WireError): ModelError {
  const code = typeof error === 'string' ? undefined : (error.code ?? error.type)
  const isBusy = code === 429 || /rate_limit|overloaded|capacity/.test(String(code))
  return new ModelError(
    isBusy ? 'busy' : 'unavailable',
    `The model's server gave up${typeof code === 'number' ? ` with code ${code}` : ''}.`,
    RETRY_AFTER_MILLISECONDS,
  )
}

/** `Retry-After` in seconds or as a date; undefined where that is too long to be waited for. */
function soonEnough(headers: Headers): number | undefined {
  const told = headers.get('retry-after')
  if (told === null) return RETRY_AFTER_MILLISECONDS
  const seconds = Number(told)
  const milliseconds = Number.isNaN(seconds) ? Date.parse(told) - Date.now() : seconds * 1_000
  return milliseconds <= LONGEST_RETRY_AFTER_MILLISECONDS ? Math.max(0, milliseconds) : undefined
}
