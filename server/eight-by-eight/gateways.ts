import type { ContactCentre } from '../handover/contact-centre.ts'
import type { Connection } from '../protocol/connections.ts'
import type { RecordExchange } from '../telemetry/exchange-log.ts'
import { createEightByEightClient, type EightByEightClient } from './client.ts'
import { createGateway } from './gateway.ts'
import { createKeyCache, type KeyCache } from './keys.ts'
import { recordCall } from './record-call.ts'

interface Opened {
  /** What the client was made for; another key or address asks for another client. */
  madeFor: string
  client: EightByEightClient
  gateway: ContactCentre
  keys: KeyCache
}

/** One client, one key cache and one gateway for each connection, made when first needed. */
export class Gateways {
  readonly #handoverProperty: string
  readonly #record: RecordExchange
  readonly #opened = new Map<string, Opened>()

  constructor(handoverProperty: string, record: RecordExchange) {
    this.#handoverProperty = handoverProperty
    this.#record = record
  }

  of(connection: Connection): { client: EightByEightClient; gateway: ContactCentre; keys: KeyCache } {
    const { id } = connection
    const options = clientOptionsOf(connection)
    const madeFor = JSON.stringify(options)
    const known = this.#opened.get(id)
    if (known?.madeFor === madeFor) return known
    void known?.client.close()
    const client = createEightByEightClient({
      ...options,
      onCall: ended => recordCall(this.#record, id, ended),
    })
    const opened: Opened = {
      madeFor,
      client,
      gateway: createGateway(client, this.#handoverProperty),
      keys: createKeyCache({ fetchKey: client.signingKeys.get }),
    }
    this.#opened.set(id, opened)
    return opened
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#opened.values()].map(({ client }) => client.close()))
  }
}

/** How a connection reaches its tenant. */
export function clientOptionsOf({ baseUrl, apiKey, tenant, username, password, accessTokenUrl }: Connection) {
  const grant = username && password && accessTokenUrl ? { username, password, accessTokenUrl } : undefined
  return { baseUrl, apiKey, tenant, grant }
}
