import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { DatabaseLocation } from '../../server/storage/database.ts'
import { freePort } from '../conversation-proof/free-port.ts'
import { PersistentCustomer } from '../conversation-proof/persistent-customer.ts'
import type { Random } from '../conversation-proof/random.ts'
import { ServerProcess } from '../conversation-proof/server-process.ts'
import { setupOf, URL_TOKEN, webhookUrlAt } from '../conversation-proof/setup.ts'
import type { Exchange } from '../simulator/gateway/observe.ts'
import { type Simulator, startSimulator } from '../simulator/simulator.ts'
import { UNRELIABLE } from './faults.ts'

/** Everything around the server that is killed: its data, the contact centre and the customers, all in this process. */
export interface Stage {
  readonly folder: string
  readonly simulator: Simulator
  readonly server: ServerProcess
  readonly database: DatabaseLocation
  /** Calls to 8x8 that were spoilt or cut off, with the faults that did it. */
  readonly spoiltCalls: Exchange[]
  customer(random: Random): PersistentCustomer
  /** Ends everything. With `keep` the server's data and log stay, with 8x8's event log beside them. */
  close(keep: boolean): Promise<void>
}

/** Prepares a stage on an embedded database, or in a schema of its own at `databaseUrl`. The server is not started. */
export async function openStage(databaseUrl: string | undefined): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'crash-'))
  const spoiltCalls: Exchange[] = []
  const simulator = await startSimulator({
    settings: UNRELIABLE,
    onExchange: exchange => {
      if (exchange.faults.length > 0 || exchange.status === undefined) spoiltCalls.push(exchange)
    },
  })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { channel } = simulator.seed({ webhookUrl: webhookUrlAt(url) })
  const setupFile = join(folder, 'setup.json')
  await writeFile(setupFile, JSON.stringify(setupOf(simulator.url, channel.id)))
  const schema = databaseUrl ? await createSchema(databaseUrl) : undefined
  const server = new ServerProcess(
    {
      PATH: process.env.PATH,
      PORT: String(port),
      DATA_DIR: folder,
      SETUP_FILE: setupFile,
      ...(schema && { DATABASE_URL: schema.url, ENCRYPTION_KEY: randomBytes(32).toString('base64') }),
    },
    join(folder, 'server.log'),
  )
  const customers: PersistentCustomer[] = []
  return {
    folder,
    simulator,
    server,
    database: schema ? { url: schema.url } : { folder },
    spoiltCalls,
    customer(random) {
      const customer = new PersistentCustomer({ url, URLToken: URL_TOKEN, random })
      customers.push(customer)
      return customer
    },
    async close(keep) {
      for (const customer of customers) customer.leave()
      await server.stop()
      server.close()
      await simulator.close()
      if (keep)
        return writeFile(join(folder, 'event-log.json'), JSON.stringify(simulator.eventLog(), null, 1))
      await schema?.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function createSchema(databaseUrl: string) {
  const schema = `crash_${randomBytes(4).toString('hex')}`
  const query = async (sql: string) => {
    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query(sql)
    await client.end()
  }
  await query(`create schema ${schema}`)
  const url = new URL(databaseUrl)
  url.searchParams.set('options', `-c search_path=${schema}`)
  return { url: url.href, drop: () => query(`drop schema ${schema} cascade`) }
}
