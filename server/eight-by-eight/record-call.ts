import type { RecordExchange } from '../telemetry/exchange-log.ts'
import { hasEffect, operationOf } from './client/call.ts'
import type { EndedCall } from './client/transport.ts'
import type { EightByEightError } from './errors.ts'
import { isRecord } from './lenient.ts'

/** Signs that somebody writes or reads come and go by the dozen. */
const FLEETING = /\/(typing|thinking|read-receipt)$/

/** Keeps a call that changes something at 8x8, and one that failed. */
export function recordCall(record: RecordExchange, connectionId: string, ended: EndedCall): void {
  const { call, at, status, error } = ended
  if (FLEETING.test(call.path) || (!hasEffect(call) && !error)) return
  record({
    at,
    connectionId,
    conversationId: conversationOf(ended),
    direction: 'out',
    name: operationOf(call).replace('/chat-gateway/v1', ''),
    status,
    milliseconds: Date.now() - at,
    detail: error && explain(call.path, error),
  })
}

/** 8x8's own explanation may quote what it refused: of a message, that is what people said. */
function explain(path: string, { kind, code, detail, referenceId }: EightByEightError): string {
  const quoting = path.endsWith('/messages') ? undefined : detail
  return [kind, code, quoting, referenceId].filter(Boolean).join(' · ')
}

/** From the call's path or, while it is being created, from the answer or what was sent. */
function conversationOf({ call, answer }: EndedCall): string | undefined {
  const [, id] = /\/conversations\/([^/]+)/.exec(call.path) ?? []
  if (id) return decodeURIComponent(id)
  if (isRecord(answer) && typeof answer.conversationId === 'string') return answer.conversationId
  return handoverIn(call.body)
}

/** Our handover id travels among the properties of the conversation that it asks for. */
function handoverIn(body: object | undefined): string | undefined {
  const user = body && 'user' in body && isRecord(body.user) ? body.user : {}
  const properties = Array.isArray(user.additionalProperties) ? user.additionalProperties : []
  const property = properties.find(one => isRecord(one) && one.key === 'Handover')
  return isRecord(property) && typeof property.value === 'string' ? property.value : undefined
}
