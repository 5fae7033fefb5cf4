/** One connection to the copilot's namespace, from its opening to its end. */
export interface Wire {
  /** Emits an event and resolves with its acknowledgement. Rejects where none comes in time, or the wire ends. */
  ask(name: string, payload: unknown, timeoutInMilliseconds: number): Promise<object>
  /** Emits an event that nobody acknowledges. */
  tell(name: string, payload: unknown): void
  /** Ends it; the listener hears nothing more. */
  close(): void
}

/** Hears what a wire brings. */
export interface WireListener {
  opened(): void
  heard(name: string, payload: unknown): void
  /** It never opened, or has broken off. */
  ended(): void
}

/** How long a connection may take to open, in milliseconds. */
const opensWithin = 10_000

const namespace = '/copilot,'

/*
 * Socket.IO 5 over Engine.IO 4, as far as a namespace of text events needs it: https://socket.io/docs/v4/engine-io-protocol
 * and …/socket-io-protocol. The whole client is three times as large as what follows from here; it stays where a
 * WebSocket cannot be opened (`polling-wire.ts`).
 */
const engine = { open: '0', close: '1', ping: '2', pong: '3', message: '4' } as const
const packet = { connect: '0', disconnect: '1', event: '2', acknowledgement: '3', refusal: '4' } as const

/** Opens a WebSocket to the copilot's server, of which the path may be a prefix. */
export function openWebSocketWire(server: string, listener: WireListener): Wire {
  return new WebSocketWire(server, listener)
}

class WebSocketWire implements Wire {
  readonly #socket: WebSocket
  readonly #listener: WireListener
  readonly #answers = new Map<string, (answer?: object) => void>()
  readonly #hearing = new AbortController()
  #asked = 0
  #patience = opensWithin
  #watchdog?: ReturnType<typeof setTimeout>
  #hasEnded = false

  constructor(server: string, listener: WireListener) {
    const { origin, pathname } = new URL(server)
    const path = `${pathname.replace(/\/$/, '')}/socket.io/?EIO=4&transport=websocket`
    this.#listener = listener
    this.#socket = new WebSocket(origin.replace(/^http/, 'ws') + path)
    const { signal } = this.#hearing
    this.#socket.addEventListener('message', ({ data }) => this.#read(String(data)), { signal })
    this.#socket.addEventListener('close', () => this.#end(), { signal })
    this.#socket.addEventListener('error', () => this.#end(), { signal })
    this.#watch()
  }

  ask(name: string, payload: unknown, timeoutInMilliseconds: number): Promise<object> {
    const id = String(this.#asked++)
    return new Promise((resolve, reject) => {
      const settle = (answer?: object) => {
        clearTimeout(timer)
        this.#answers.delete(id)
        if (answer) resolve(answer)
        else reject(new Error(`no acknowledgement of ${name}`))
      }
      const timer = setTimeout(settle, timeoutInMilliseconds)
      if (this.#hasEnded) return settle()
      this.#answers.set(id, settle)
      this.#send(packet.event, id + JSON.stringify([name, payload]))
    })
  }

  tell(name: string, payload: unknown): void {
    if (!this.#hasEnded) this.#send(packet.event, JSON.stringify([name, payload]))
  }

  close(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    clearTimeout(this.#watchdog)
    this.#hearing.abort()
    this.#socket.close()
    for (const settle of this.#answers.values()) settle()
  }

  #end() {
    if (this.#hasEnded) return
    this.close()
    this.#listener.ended()
  }

  /** A server that is alive pings; silence longer than it announced means that the connection is dead. */
  #watch() {
    clearTimeout(this.#watchdog)
    this.#watchdog = setTimeout(() => this.#end(), this.#patience)
  }

  #read(data: string) {
    const content = data.slice(1)
    switch (data[0]) {
      case engine.open: {
        const { pingInterval, pingTimeout } = JSON.parse(content) as Record<string, number>
        this.#patience = (pingInterval ?? 0) + (pingTimeout ?? opensWithin)
        this.#send(packet.connect, '')
        return this.#watch()
      }
      case engine.ping:
        this.#socket.send(engine.pong)
        return this.#watch()
      case engine.message:
        return this.#readPacket(content)
      case engine.close:
        return this.#end()
    }
  }

  #readPacket(content: string) {
    const body = content.slice(1).replace(namespace, '')
    const [, id = '', json = ''] = /^(\d*)(.*)$/s.exec(body) ?? []
    switch (content[0]) {
      case packet.connect:
        return this.#listener.opened()
      case packet.event: {
        const [name, payload] = JSON.parse(json) as [string, unknown]
        return this.#listener.heard(name, payload)
      }
      case packet.acknowledgement:
        return this.#answers.get(id)?.((JSON.parse(json) as [object])[0])
      case packet.disconnect:
      case packet.refusal:
        return this.#end()
    }
  }

  #send(type: string, body: string) {
    if (this.#socket.readyState === WebSocket.OPEN)
      this.#socket.send(engine.message + type + namespace + body)
  }
}
