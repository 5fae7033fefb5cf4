import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DatabaseLocation } from '../../server/storage/database.ts'
import { freePort } from '../conversation-proof/free-port.ts'
import type { Random } from '../conversation-proof/random.ts'
import { ServerProcess } from '../conversation-proof/server-process.ts'
import { ENDPOINT_ID, setupOf, webhookUrlAt } from '../conversation-proof/setup.ts'
import { StandIn } from '../language-model/stand-in.ts'
import type { SimulatorSettings } from '../simulator/settings.ts'
import { type Simulator, startSimulator } from '../simulator/simulator.ts'
import { FrontDoor } from '../testing/front-door.ts'
import { TcpLine } from '../testing/tcp-line.ts'
import { Conversation, type Places } from './conversation.ts'

const KNOWLEDGE = fileURLToPath(new URL('../demo/knowledge', import.meta.url))
const NAMES = ['Ada', 'Ben']

/** A contact centre that answers chats by itself and tells its news until it is heard. */
const PERSISTENT: Partial<SimulatorSettings> = {
  agentScript: { accept: 'automatic', acceptDelayMs: 0, replyDelayMs: 0, typing: false },
  deliveryRetries: 2_000,
  deliveryRetryDelayMs: 250,
  eventLogSize: 20_000,
}

interface Server {
  readonly process: ServerProcess
  readonly url: string
}

/** Where the servers keep their data, and what else their environment says. */
export interface Storage {
  readonly servers: number
  readonly environment: NodeJS.ProcessEnv
  /** A folder of the stage's own where not told. */
  readonly location?: DatabaseLocation
}

/** The real servers as processes; 8x8, the language model, the people and every line between, in this process. */
export class Stage {
  /** Holds the servers' logs, and their data where it is embedded. */
  readonly folder: string
  readonly simulator: Simulator
  readonly model: StandIn
  /** The servers' way to 8x8. */
  readonly apiLine: TcpLine
  /** 8x8's way to the servers, by turns. */
  readonly webhookLine: TcpLine
  readonly webhookUrl: string
  readonly servers: readonly [Server, ...Server[]]
  readonly database: DatabaseLocation
  readonly #door: FrontDoor
  readonly #everybody: Conversation[] = []
  #conversations: Conversation[] = []

  private constructor(
    folder: string,
    parts: Pick<Stage, 'simulator' | 'model' | 'apiLine' | 'webhookLine' | 'webhookUrl'> & {
      door: FrontDoor
    },
    urls: readonly [string, ...string[]],
    { environment, location }: Storage,
  ) {
    this.folder = folder
    this.simulator = parts.simulator
    this.model = parts.model
    this.apiLine = parts.apiLine
    this.webhookLine = parts.webhookLine
    this.webhookUrl = parts.webhookUrl
    this.database = location ?? { folder }
    this.#door = parts.door
    const { model } = parts
    const shared = {
      PATH: process.env.PATH,
      DATA_DIR: folder,
      SETUP_FILE: join(folder, 'setup.json'),
      LLM_BASE_URL: model.url,
      LLM_MODEL: 'stand-in',
      ...environment,
    }
    const serverAt = (url: string): Server => {
      const { port } = new URL(url)
      const log = join(folder, `server-${port}.log`)
      return { url, process: new ServerProcess({ ...shared, PORT: port }, log) }
    }
    const [first, ...others] = urls
    this.servers = [serverAt(first), ...others.map(serverAt)]
    process.once('exit', () => this.servers.forEach(server => void server.process.kill()))
  }

  /** Starts the servers; two people are in a chat then. */
  static async open(storage: Storage, random: Random): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'faults-'))
    const simulator = await startSimulator({ settings: PERSISTENT })
    const model = await StandIn.start()
    const urls: [string, ...string[]] = [await freeUrl()]
    while (urls.length < storage.servers) urls.push(await freeUrl())
    const door = await FrontDoor.open(...urls)
    const apiLine = await TcpLine.to(simulator.url)
    const webhookLine = await TcpLine.to(door.url)
    const webhookUrl = webhookUrlAt(`http://${webhookLine.host}`)
    const { channel } = simulator.seed({ webhookUrl })
    const setup = setupOf(`http://${apiLine.host}`, channel.id)
    const knowledge = [{ endpointId: ENDPOINT_ID, folder: KNOWLEDGE }]
    await writeFile(join(folder, 'setup.json'), JSON.stringify({ ...setup, knowledge }))
    const stage = new Stage(
      folder,
      { simulator, model, apiLine, webhookLine, webhookUrl, door },
      urls,
      storage,
    )
    for (const server of stage.servers) await server.process.start()
    await stage.beginAnew(random)
    return stage
  }

  /** Those who talk now. */
  get conversations(): readonly Conversation[] {
    return this.#conversations
  }

  /** Other people talk from now on; resolves when they are in a chat. Where there are several servers, everybody uses another. */
  async beginAnew(random: Random): Promise<void> {
    const round = this.#everybody.length / NAMES.length + 1
    this.#conversations = await Promise.all(
      NAMES.map((name, index) =>
        Conversation.begin(`${name} ${round}`, this.simulator, this.placesOf(index), random.branch()),
      ),
    )
    this.#everybody.push(...this.#conversations)
  }

  /** Which servers the people of one conversation use. */
  placesOf(index: number): Places {
    const serverAt = (place: number) => (this.servers[place % this.servers.length] ?? this.servers[0]).url
    return { customersServer: serverAt(index), widgetsServer: serverAt(index + 1) }
  }

  /** Ends everything. With `keep` the folder stays. */
  async close(keep: boolean): Promise<void> {
    await Promise.all(this.servers.map(server => server.process.kill()))
    for (const server of this.servers) server.process.close()
    await Promise.all(this.#everybody.map(conversation => conversation.leave()))
    for (const part of [this.apiLine, this.webhookLine, this.#door, this.simulator, this.model])
      await part.close()
    if (!keep) await rm(this.folder, { recursive: true, force: true })
  }
}

const freeUrl = async () => `http://127.0.0.1:${await freePort()}`
