import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { OneWay } from './one-way.ts'

interface Place {
  host: string
  port: number
}

/** A TCP line on the loopback interface that leads somewhere and can be cut, mended, closed, frozen and slowed down. */
export class TcpLine {
  readonly #server = createServer({ allowHalfOpen: true }, socket => this.#connect(socket))
  readonly #open = new Set<Socket>()
  readonly #ways = new Set<OneWay>()
  #place: Place
  #port = 0
  #isCut = false
  #pace = { delay: 0, isFrozen: false }
  #lost: string | undefined

  protected constructor(place: Place) {
    this.#place = place
  }

  /** A line to this address, of which only host and port count. */
  static async to(url: string): Promise<TcpLine> {
    return new TcpLine(placeOf(url)).listening()
  }

  /** `127.0.0.1:<port>`. */
  get host(): string {
    return `127.0.0.1:${this.#port}`
  }

  /** Whoever connects from now on gets somewhere else. */
  leadTo(url: string): void {
    this.#place = placeOf(url)
  }

  /** Breaks every connection; those that come get no further. */
  cut(): void {
    this.#isCut = true
    for (const socket of this.#open) socket.resetAndDestroy()
  }

  /** Breaks every connection, and nobody listens any more. */
  hangUp(): void {
    this.cut()
    this.#server.close()
  }

  /** Somebody listens there again. */
  async pickUp(): Promise<void> {
    this.mend()
    await this.listening()
  }

  /** What comes gets through again, at once. */
  mend(): void {
    this.#isCut = false
    this.#setPace(0, false)
  }

  /** What is said arrives so many milliseconds later, on either side. */
  slowDown(milliseconds: number): void {
    this.#setPace(milliseconds, false)
  }

  /** Nothing arrives and nothing breaks until it is mended. */
  freeze(): void {
    this.#setPace(0, true)
  }

  /** Whatever a client says with this word in it gets lost from now on; resolves when something did. */
  async lose(word: string): Promise<void> {
    this.#lost = word
    await once(this.#server, 'lost')
  }

  async close(): Promise<void> {
    this.cut()
    if (!this.#server.listening) return
    this.#server.close()
    await once(this.#server, 'close')
  }

  protected async listening(): Promise<this> {
    this.#server.listen(this.#port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.#port = (this.#server.address() as AddressInfo).port
    return this
  }

  #setPace(delay: number, isFrozen: boolean): void {
    this.#pace = { delay, isFrozen }
    for (const way of this.#ways) way.setPace(this.#pace)
  }

  #connect(near: Socket): void {
    if (this.#isCut) return void near.destroy()
    const far = connect({ ...this.#place, allowHalfOpen: true })
    this.#lead(near, far, data => this.#isLost(data))
    this.#lead(far, near, () => false)
  }

  /** Brings what one side says to the other, and its end. */
  #lead(from: Socket, to: Socket, isLost: (data: Buffer) => boolean): void {
    const way = new OneWay(to, this.#pace)
    this.#ways.add(way)
    this.#open.add(from)
    from.on('data', (data: Buffer) => {
      if (!isLost(data)) way.say(data)
    })
    from.on('end', () => way.say('end'))
    from.on('error', () => undefined)
    from.once('close', () => {
      this.#open.delete(from)
      this.#ways.delete(way)
      if (!from.readableEnded) to.destroy()
    })
  }

  #isLost(data: Buffer): boolean {
    const isLost = this.#lost !== undefined && data.includes(this.#lost)
    if (isLost) this.#server.emit('lost')
    return isLost
  }
}

function placeOf(url: string): Place {
  const { hostname: host, port } = new URL(url)
  return { host, port: Number(port) }
}
