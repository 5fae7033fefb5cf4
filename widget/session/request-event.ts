import { type AnswerTo, type Payload, RequestError, type RequestName } from './copilot-client.ts'

/** A tile asks something of its session, which puts its answer here. Never leaves the session's element. */
export class RequestEvent<Name extends RequestName = RequestName> extends Event {
  readonly name: Name
  readonly payload: Payload<Name>
  readonly writing?: (text: string) => void
  answer?: Promise<AnswerTo<Name>>

  constructor(name: Name, payload: Payload<Name>, writing?: (text: string) => void) {
    super('copilot-request', { bubbles: true, composed: true })
    this.name = name
    this.payload = payload
    this.writing = writing
  }
}

/**
 * Asks something of the session around an element. `writing` hears the text of the answer while it grows.
 * Rejects with RequestError.
 */
export function request<Name extends RequestName>(
  element: EventTarget,
  name: Name,
  payload: Payload<Name>,
  writing?: (text: string) => void,
): Promise<AnswerTo<Name>> {
  const event = new RequestEvent(name, payload, writing)
  element.dispatchEvent(event)
  return event.answer ?? Promise.reject(new RequestError('offline'))
}

/** Asks for what nobody has to be told about when it fails: telemetry, and the end of something. */
export function requestQuietly<Name extends RequestName>(
  element: EventTarget,
  name: Name,
  payload: Payload<Name>,
): void {
  request(element, name, payload).catch(() => undefined)
}

declare global {
  interface HTMLElementEventMap {
    'copilot-request': RequestEvent
  }
}
