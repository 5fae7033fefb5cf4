/** Ends a call by time or by its caller's signal. Dispose of it when the call is over. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal
}

/** Cheaper than `AbortSignal.any` with `AbortSignal.timeout`, which outlive the call that they guard. */
export function startDeadline(timeoutMs: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController()
  const abort = () => controller.abort(caller?.reason)
  const expire = () => controller.abort(new DOMException(`no answer within ${timeoutMs} ms`, 'TimeoutError'))
  const timer = setTimeout(expire, timeoutMs)
  if (caller?.aborted) abort()
  caller?.addEventListener('abort', abort, { once: true })
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      clearTimeout(timer)
      caller?.removeEventListener('abort', abort)
    },
  }
}
