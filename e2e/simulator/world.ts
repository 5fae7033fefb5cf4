import { EventEmitter } from 'node:events'
import type { Conversation, Message } from './conversation.ts'
import { Deliveries } from './delivery/deliveries.ts'
import { EventLog, type LogEntry } from './event-log.ts'
import type { ApiFault } from './faults/api-faults.ts'
import type { EventFault } from './faults/event-faults.ts'
import { FaultRules } from './faults/rules.ts'
import type { SimulatorSettings } from './settings.ts'
import { SigningKeys } from './signature.ts'
import { Timers } from './timers.ts'

export interface Tenant {
  id: string
  customerId: string
}

export interface Webhook {
  id: string
  tenantId: string
  name: string
  uri: string
  version: string
}

export interface Channel {
  id: string
  tenantId: string
  name: string
  type: string
  webHookId: string
  routingOptions: { type: 'queue'; id: string }
}

/** What happens inside, for the scripted agents, the waits and the desktop. */
interface Signals {
  /** Something that a page or a wait may look at has changed. */
  change: []
  queued: [Conversation]
  accepted: [Conversation]
  customerMessage: [Conversation, Message]
  /** A webhook attempt was made, whatever its outcome. */
  attempt: [LogEntry]
}

/** All state of one simulated contact centre. */
export interface World {
  /** Where the simulator listens, without a slash at the end. */
  url: string
  settings: SimulatorSettings
  webhooks: Map<string, Webhook>
  channels: Map<string, Channel>
  conversations: Map<string, Conversation>
  transactionCount: number
  keys: SigningKeys
  eventFaults: FaultRules<EventFault>
  apiFaults: FaultRules<ApiFault>
  eventLog: EventLog
  deliveries: Deliveries
  signals: EventEmitter<Signals>
  timers: Timers
  /** Signs preSignedUrls. */
  urlSecret: Buffer
}

/** A world without webhooks, channels and conversations. */
export async function createWorld(settings: SimulatorSettings, urlSecret: Buffer): Promise<World> {
  const signals = new EventEmitter<Signals>()
  signals.setMaxListeners(0)
  const timers = new Timers()
  const keys = await SigningKeys.create()
  const eventLog = new EventLog(settings)
  const eventFaults = new FaultRules<EventFault>()
  const deliveries = new Deliveries({
    settings,
    keys,
    timers,
    log: entry => {
      signals.emit('attempt', eventLog.add(entry))
      signals.emit('change')
    },
  })
  return {
    url: '',
    settings,
    webhooks: new Map(),
    channels: new Map(),
    conversations: new Map(),
    transactionCount: 10_000,
    keys,
    eventFaults,
    apiFaults: new FaultRules<ApiFault>(),
    eventLog,
    deliveries,
    signals,
    timers,
    urlSecret,
  }
}

/** The customer that a tenant belongs to. */
export const customerOf = (world: World, tenantId: string) =>
  world.settings.tenants.find(tenant => tenant.id === tenantId)?.customerId ?? ''
