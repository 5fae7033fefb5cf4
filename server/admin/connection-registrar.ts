import type { TenantTools } from '../eight-by-eight/tenant-tools.ts'
import type { Connection } from '../protocol/connections.ts'
import type { Database } from '../storage/database.ts'
import { withLease } from '../storage/lease.ts'
import { conflict, HttpProblem, invalid } from '../web/problem.ts'
import type { ConnectionStore } from './connection-store.ts'

export interface RegistrarParts {
  database: Database
  serverId: string
  connections: ConnectionStore
  tenantTools: TenantTools
  publicUrl: () => string
}

/** Longer than a registration may take with every call at its slowest. */
const LEASE_MILLISECONDS = 3 * 60_000
const NAME_LENGTH = 200

/** Keeps webhook and channel at 8x8 as a connection wants them. */
export class ConnectionRegistrar {
  readonly #parts: RegistrarParts

  constructor(parts: RegistrarParts) {
    this.#parts = parts
  }

  /** What a person pastes into 8x8, and what `register` writes there. */
  valuesOf(connection: Connection) {
    const { id, name, queueId, channelId, webhookSecret, callbackUrl } = connection
    const base = (callbackUrl ?? this.#parts.publicUrl()).replace(/\/$/, '')
    return {
      webhookName: `Agent Copilot: ${name}`.slice(0, NAME_LENGTH),
      webhookUrl: `${base}/handover/eightByEight/${webhookSecret}`,
      version: 'Chat Gateway v1.0',
      channelName: `${name} (${id})`.slice(0, NAME_LENGTH),
      queueId: queueId ?? null,
      channelId: channelId ?? null,
    }
  }

  /** Registers with 8x8, once however often it is asked for. Rejects with HttpProblem. */
  register(id: string, queueId: string | undefined, signal: AbortSignal) {
    return this.#alone(id, async () => {
      const connection = await this.#parts.connections.open(id)
      const wanted = this.#wanted(connection, queueId ?? connection.queueId)
      const registered = await this.#parts.tenantTools
        .register(connection, wanted, signal)
        .catch(throwAsProblem)
      await this.#parts.connections.keep(id, { ...registered, queueId: wanted.channel.queueId })
      return { ...registered, queueId: wanted.channel.queueId }
    })
  }

  async review(id: string, signal: AbortSignal) {
    const connection = await this.#parts.connections.open(id)
    const wanted = this.#wanted(connection, connection.queueId)
    return this.#parts.tenantTools.review(connection, wanted, signal).catch(throwAsProblem)
  }

  /** As 8x8's own "Test Connection": whether its test reaches our webhook. */
  async testWebhook(id: string, signal: AbortSignal) {
    const connection = await this.#parts.connections.open(id)
    const { webhookUrl } = this.valuesOf(connection)
    return this.#parts.tenantTools.verify(connection, webhookUrl, signal).then(
      () => ({ reached: true, detail: '8x8 sent its test to the webhook, and this server answered.' }),
      (error: unknown) => ({
        reached: false,
        detail: `8x8 could not reach the webhook. Can it be reached from the internet? ${sentenceOf(error)}`,
      }),
    )
  }

  /** Takes a new API key over once 8x8 has taken it. */
  async rotateApiKey(id: string, apiKey: string, signal: AbortSignal) {
    const connection = await this.#parts.connections.open(id)
    const test = await this.#parts.tenantTools.test({ ...connection, apiKey }, signal)
    if (test.works) await this.#parts.connections.keep(id, { apiKey })
    return test
  }

  /** A new secret address, which 8x8 hears of at once where the webhook is registered. */
  rotateSecret(id: string, overlapHours: number, signal: AbortSignal) {
    return this.#alone(id, async () => {
      const connection = await this.#parts.connections.rotateSecret(id, overlapHours)
      const { webhookUrl } = this.valuesOf(connection)
      if (!connection.webhookId || !connection.queueId)
        return { webhookUrl, registered: false, detail: 'Enter this address at the webhook in 8x8.' }
      try {
        const wanted = this.#wanted(connection, connection.queueId)
        await this.#parts.tenantTools.register(connection, wanted, signal)
        return { webhookUrl, registered: true, detail: '8x8 has the new address.' }
      } catch (error) {
        const detail = `8x8 still has the address from before, which works for ${overlapHours} hours. Register again. ${sentenceOf(error)}`
        return { webhookUrl, registered: false, detail }
      }
    })
  }

  /** Takes webhook and channel away at 8x8. */
  unregister(id: string, signal: AbortSignal) {
    return this.#alone(id, async () => {
      const connection = await this.#parts.connections.open(id)
      await this.#parts.tenantTools.unregister(connection, signal).catch(throwAsProblem)
    })
  }

  #wanted(connection: Connection, queueId: string | undefined) {
    if (!queueId) throw invalid('queueId', 'is needed: the queue that conversations go to')
    const { webhookName, webhookUrl, channelName } = this.valuesOf(connection)
    return {
      webhook: { id: connection.webhookId, name: webhookName, uri: webhookUrl },
      channel: { id: connection.channelId, name: channelName, queueId },
    }
  }

  /** Two at once would each find nothing and both create. */
  async #alone<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    const { database, serverId } = this.#parts
    const lease = { name: `registration ${id}`, holder: serverId, milliseconds: LEASE_MILLISECONDS }
    const done = await withLease(database, lease, work)
    if (!done) throw conflict('Somebody registers this connection just now. Try again in a moment.')
    return done.result
  }
}

const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : '')

/** What 8x8 did not do is no fault of this server. */
function throwAsProblem(error: unknown): never {
  if (error instanceof Error && error.name === 'TenantError')
    throw new HttpProblem(502, `8x8 did not do this. Nothing is lost: try again. ${error.message}`)
  throw error
}
