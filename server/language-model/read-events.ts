import { createParser } from 'eventsource-parser'
import { ModelError } from '../protocol/model-error.ts'

/** In characters: no event of a chat is longer, and nobody can make us keep more. */
const LONGEST_EVENT = 256 * 1024

/** The data of server-sent events, as they come. Throws ModelError `malformed` for an event without an end. */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  const events: string[] = []
  let isTooLong = false
  const parser = createParser({
    maxBufferSize: LONGEST_EVENT,
    onEvent: ({ data }) => events.push(data),
    onError({ type }) {
      isTooLong ||= type === 'max-buffer-size-exceeded'
    },
  })
  for await (const chunk of body) {
    parser.feed(decoder.decode(chunk, { stream: true }))
    yield* events.splice(0)
    if (isTooLong) throw new ModelError('malformed', 'The model sent an event that is too long.')
  }
  // A stream that ends without its last blank line still said what it said.
  parser.feed(`${decoder.decode()}\n\n`)
  yield* events.splice(0)
}
