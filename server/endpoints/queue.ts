import { Refusal } from '../protocol/refusal.ts'

export type Queue = <Result>(task: () => Promise<Result>) => Promise<Result>

/** Runs one task after another in the order in which they come; rejects with a Refusal when `limit` of them wait. */
export function createQueue(limit: number): Queue {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return task => {
    if (waiting >= limit)
      return Promise.reject(new Refusal('too-many', 'That was a lot at once. Please wait a moment.'))
    waiting += 1
    const done = last.then(task).finally(() => {
      waiting -= 1
    })
    last = done.catch(() => undefined)
    return done
  }
}
