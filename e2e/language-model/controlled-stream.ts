import type { ServerResponse } from 'node:http'
import { endEvent, finishEvent, roleEvent, textEvent, usageEvent } from './wire.ts'

/** A stream whose every piece a test sends itself. Nothing is sent before the request for it has come. */
export class ControlledStream {
  readonly #attached = Promise.withResolvers<ServerResponse>()
  readonly #left = Promise.withResolvers<void>()
  /** Resolves when the other side has hung up before the end. */
  readonly hungUp = this.#left.promise
  #sent = Promise.resolve()

  /** Called once by the server, for the request that this answers. */
  attach(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
    response.flushHeaders()
    response.on('close', () => {
      if (!response.writableFinished) this.#left.resolve()
    })
    this.#attached.resolve(response)
  }

  /** Resolves when the request has come. */
  async asked(): Promise<void> {
    await this.#attached.promise
  }

  begin(): this {
    return this.raw(roleEvent())
  }

  write(text: string): this {
    return this.raw(textEvent(text))
  }

  /** Bytes as they are, also half an event. */
  raw(bytes: string): this {
    return this.#then(response => void response.write(bytes))
  }

  end({ input = 100, output = 20, finish = 'stop' } = {}): this {
    return this.raw(finishEvent(finish) + usageEvent(input, output) + endEvent()).#then(
      response => void response.end(),
    )
  }

  /** Breaks the connection in the middle. */
  cut(): this {
    return this.#then(response => void response.destroy())
  }

  #then(step: (response: ServerResponse) => void): this {
    this.#sent = this.#sent.then(async () => step(await this.#attached.promise))
    return this
  }
}
