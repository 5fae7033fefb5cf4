import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

const REDIS_URL = new URL(process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379')

/** A line to the Redis of TEST_REDIS_URL that can be cut and mended. */
export class RedisLine {
  readonly #server = createServer(socket => this.#connect(socket))
  readonly #open = new Set<Socket>()
  #isCut = false
  #lost: string | undefined

  static async start(): Promise<RedisLine> {
    const line = new RedisLine()
    line.#server.listen(0, '127.0.0.1')
    await once(line.#server, 'listening')
    return line
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  cut(): void {
    this.#isCut = true
    for (const socket of this.#open) socket.destroy()
  }

  mend(): void {
    this.#isCut = false
  }

  /** Whatever a client says with this word in it gets lost from now on; resolves when something did. */
  async lose(word: string): Promise<void> {
    this.#lost = word
    await once(this.#server, 'lost')
  }

  async close(): Promise<void> {
    this.cut()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #connect(near: Socket): void {
    if (this.#isCut) return void near.destroy()
    const far = connect(Number(REDIS_URL.port || 6379), REDIS_URL.hostname)
    near.on('data', (data: Buffer) => {
      if (this.#lost !== undefined && data.includes(this.#lost)) this.#server.emit('lost')
      else far.write(data)
    })
    far.pipe(near)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#open.add(socket)
      socket.on('error', () => undefined)
      socket.once('close', () => {
        this.#open.delete(socket)
        other.destroy()
      })
    }
  }
}

/** Why there is no Redis to test with, or undefined where there is one. */
export async function whyNoRedis(): Promise<string | undefined> {
  const socket = connect(Number(REDIS_URL.port || 6379), REDIS_URL.hostname)
  try {
    await once(socket, 'connect')
    return undefined
  } catch (error) {
    return `TEST_REDIS_URL does not answer: ${error instanceof Error ? error.message : String(error)}`
  } finally {
    socket.destroy()
  }
}
