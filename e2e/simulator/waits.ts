import type { Conversation, Message } from './conversation.ts'
import type { LogEntry } from './event-log.ts'
import type { World } from './world.ts'

/** What was waited for did not come; `status` is for the control API. */
class WaitTimeoutError extends Error {
  override name = 'WaitTimeoutError'
  readonly status = 504

  constructor(what: string, timeoutMs: number) {
    super(`Waited ${timeoutMs} ms for a ${what} in vain.`)
  }
}

/** Resolves with what `look` finds, now or after a change; rejects after `timeoutMs` naming what was waited for. */
export function waitFor<Found>(
  world: World,
  look: () => Found | undefined | false,
  timeoutMs: number,
  what = 'condition',
): Promise<Found> {
  return new Promise((resolve, reject) => {
    const check = () => {
      const found = look()
      if (found === undefined || found === false) return
      stop()
      resolve(found)
    }
    const timer = world.timers.later(timeoutMs, () => {
      stop()
      reject(new WaitTimeoutError(what, timeoutMs))
    })
    const stop = () => {
      world.timers.cancel(timer)
      world.signals.off('change', check)
    }
    world.signals.on('change', check)
    check()
  })
}

/** What a conversation must be like; every given part must fit. */
export interface ConversationMatch {
  state?: Conversation['state']
  userName?: string
  userId?: string
  /** Whether it waits in a queue. */
  waiting?: boolean
  /** Whether an agent has it. */
  withAgent?: boolean
  /** Its additionalProperties must contain this key, and this value if given. */
  property?: { key: string; value?: string }
}

/** Whether a conversation fits. */
export function matchesConversation(conversation: Conversation, match: ConversationMatch): boolean {
  const { state, user, agentId, waitingSince } = conversation
  const { key, value } = match.property ?? {}
  return (
    (match.state === undefined || match.state === state) &&
    (match.userName === undefined || match.userName === user.name) &&
    (match.userId === undefined || match.userId === user.userId) &&
    (match.waiting === undefined || match.waiting === (waitingSince !== undefined)) &&
    (match.withAgent === undefined || match.withAgent === (agentId !== undefined)) &&
    (key === undefined ||
      (user.additionalProperties ?? []).some(
        property => property.key === key && (value === undefined || property.value === value),
      ))
  )
}

/** Whether a message's text is, contains or fits what is looked for. */
export const matchesMessage = (message: Message, text: string | RegExp): boolean =>
  typeof text === 'string' ? message.text.includes(text) : text.test(message.text)

/** What an attempt of a webhook must be like. */
export interface DeliveryMatch {
  eventType?: string
  conversationId?: string
  /** Only attempts that were answered like this; any 2xx when absent. */
  status?: LogEntry['status']
  /** The body must contain this. */
  bodyContains?: string
}

/** Resolves with the next attempt from now on that fits. */
export function waitForDelivery(world: World, match: DeliveryMatch, timeoutMs: number): Promise<LogEntry> {
  return new Promise((resolve, reject) => {
    const check = (entry: LogEntry) => {
      if (!matchesDelivery(entry, match)) return
      stop()
      resolve(entry)
    }
    const timer = world.timers.later(timeoutMs, () => {
      stop()
      reject(new WaitTimeoutError(`delivery ${JSON.stringify(match)}`, timeoutMs))
    })
    const stop = () => {
      world.timers.cancel(timer)
      world.signals.off('attempt', check)
    }
    world.signals.on('attempt', check)
  })
}

function matchesDelivery(entry: LogEntry, match: DeliveryMatch): boolean {
  const isSuccess = typeof entry.status === 'number' && entry.status >= 200 && entry.status < 300
  return (
    (match.status === undefined ? isSuccess : entry.status === match.status) &&
    (match.eventType === undefined || entry.recordType === match.eventType) &&
    (match.conversationId === undefined || entry.conversationId === match.conversationId) &&
    (match.bodyContains === undefined || entry.requestBody.includes(match.bodyContains))
  )
}
