import type { z } from 'zod'
import * as agents from './agents.ts'
import { announce } from './announcements.ts'
import { type ConversationView, viewOf } from './control/views.ts'
import type { Message } from './conversation.ts'
import { liveInteraction } from './conversation.ts'
import type { LogEntry } from './event-log.ts'
import type { GatewayEvent } from './events.ts'
import { apiFaultSchema } from './faults/api-faults.ts'
import { eventFaultSchema } from './faults/event-faults.ts'
import { reopen, USER_ID } from './lifecycle.ts'
import { type MessageDraft, takeMessage, writeMessage } from './messages.ts'
import { plantSeed, type Seed } from './seed.ts'
import { type SimulatorSettings, withSettings } from './settings.ts'
import type { PublicJwk } from './signature.ts'
import * as waits from './waits.ts'
import type { Channel, Webhook, World } from './world.ts'

/** Everything a test or a person can do with the contact centre; the control API offers the same over HTTP. */
export interface Controls {
  readonly settings: Readonly<SimulatorSettings>
  /** Changes some settings; throws a ZodError that names a wrong one. */
  configure(patch: Partial<SimulatorSettings>): SimulatorSettings
  /** Makes a webhook and a channel, with fixed identifiers if wanted. */
  seed(seed: Seed): { webhook: Webhook; channel: Channel }
  /** Forgets webhooks, channels, conversations, faults and the log; settings stay. */
  reset(): void

  conversations(): ConversationView[]
  /** One conversation with its messages in order; throws a RefusedError when there is none. */
  conversation(conversationId: string): ConversationView

  /** An agent takes a waiting chat; the first agent when none is named. */
  accept(conversationId: string, agentId?: string): void
  /** The agent says something; the message is told to the webhook. */
  say(conversationId: string, said: string | agents.AgentMessage): Message
  setTyping(conversationId: string, typing: boolean): void
  /** Keeps a file of the agent; say it with `attachments: [{id}]`. */
  attach(
    conversationId: string,
    file: { filename: string; contentType: string; content: Buffer },
  ): { id: string }
  transfer(conversationId: string, queueId: string): void
  end(conversationId: string): void
  disconnect(conversationId: string): void
  /** The customer writes on 8x8's own channel: a MESSAGE with sender type `user`. */
  customerSays(conversationId: string, draft: string | MessageDraft): Message
  /** Sends any event of a conversation, known or not. */
  emit(conversationId: string, event: GatewayEvent): void

  /** Arms a fault of webhook events and returns its number. */
  addEventFault(fault: z.input<typeof eventFaultSchema>): number
  /** Arms a fault of the API and returns its number. */
  addApiFault(fault: z.input<typeof apiFaultSchema>): number
  clearFaults(): void
  faults(): { events: { id: number; rule: object }[]; api: { id: number; rule: object }[] }
  /** Signs with a new key; the old one is served only with `keepOld`. */
  rotateKey(options?: { keepOld: boolean }): Promise<PublicJwk>

  /** Newest first. */
  eventLog(filter?: { conversationId?: string; limit?: number }): LogEntry[]
  clearEventLog(): void

  /** Resolves with what `look` finds, now or after a change. */
  waitFor<Found>(look: () => Found | undefined | false, timeoutMs?: number): Promise<Found>
  /** Resolves with a conversation that fits, now or later. */
  waitForConversation(match?: waits.ConversationMatch, timeoutMs?: number): Promise<ConversationView>
  /** Resolves with a message of the conversation whose text contains or fits `text`, now or later. */
  waitForMessage(conversationId: string, text: string | RegExp, timeoutMs?: number): Promise<Message>
  /** Resolves with the next webhook attempt that fits, from now on: arm it before the act. */
  waitForDelivery(match: waits.DeliveryMatch, timeoutMs?: number): Promise<LogEntry>
}

const DEFAULT_WAIT_MS = 5000

/** The controls of a world. */
export function controlsOf(world: World): Controls {
  const find = (conversationId: string) => agents.conversationById(world, conversationId)

  return {
    settings: world.settings,
    configure: patch => Object.assign(world.settings, withSettings(world.settings, patch)),
    seed: seed => plantSeed(world, seed),
    reset: () => resetWorld(world),

    conversations: () => [...world.conversations.values()].map(viewOf),
    conversation: id => viewOf(find(id)),

    accept: (id, agentId) => agents.accept(world, id, agentId),
    say: (id, said) => agents.say(world, id, typeof said === 'string' ? { text: said } : said),
    setTyping: (id, typing) => agents.setTyping(world, id, typing),
    attach: (id, file) => agents.attach(world, id, file),
    transfer: (id, queueId) => agents.transfer(world, id, queueId),
    end: id => agents.end(world, id),
    disconnect: id => agents.disconnect(world, id),
    customerSays: (id, draft) => customerSays(world, id, typeof draft === 'string' ? { text: draft } : draft),
    emit: (id, event) => announce(world, find(id), event),

    addEventFault: fault => world.eventFaults.add(eventFaultSchema.parse(fault)),
    addApiFault: fault => world.apiFaults.add(apiFaultSchema.parse(fault)),
    clearFaults: () => clearFaults(world),
    faults: () => ({ events: world.eventFaults.list(), api: world.apiFaults.list() }),
    rotateKey: (options = { keepOld: true }) => world.keys.rotate(options),

    eventLog: filter => world.eventLog.list(filter),
    clearEventLog: () => world.eventLog.clear(),

    waitFor: (look, timeoutMs = DEFAULT_WAIT_MS) => waits.waitFor(world, look, timeoutMs),
    waitForConversation: async (match = {}, timeoutMs = DEFAULT_WAIT_MS) => {
      const fits = () =>
        [...world.conversations.values()].findLast(one => waits.matchesConversation(one, match))
      return viewOf(await waits.waitFor(world, fits, timeoutMs, `conversation ${JSON.stringify(match)}`))
    },
    waitForMessage: (id, text, timeoutMs = DEFAULT_WAIT_MS) => {
      const fits = () => find(id).messages.find(message => waits.matchesMessage(message, text))
      return waits.waitFor(world, fits, timeoutMs, `message ${String(text)}`)
    },
    waitForDelivery: (match, timeoutMs = DEFAULT_WAIT_MS) => waits.waitForDelivery(world, match, timeoutMs),
  }
}

function customerSays(world: World, conversationId: string, draft: MessageDraft): Message {
  const conversation = agents.conversationById(world, conversationId)
  if (!liveInteraction(conversation)) reopen(world, conversation)
  const message = writeMessage({ id: USER_ID, type: 'user' }, draft)
  takeMessage(world, conversation, message)
  world.signals.emit('customerMessage', conversation, message)
  return message
}

function clearFaults(world: World) {
  world.eventFaults.clear()
  world.apiFaults.clear()
}

function resetWorld(world: World) {
  clearFaults(world)
  world.webhooks.clear()
  world.channels.clear()
  world.conversations.clear()
  world.eventLog.clear()
  world.signals.emit('change')
}
