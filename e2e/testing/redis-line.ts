import { once } from 'node:events'
import { connect } from 'node:net'
import { TcpLine } from './tcp-line.ts'

const REDIS_URL = new URL(process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379')
REDIS_URL.port ||= '6379'

/** A line to the Redis of TEST_REDIS_URL. */
export class RedisLine extends TcpLine {
  static start(): Promise<RedisLine> {
    return new RedisLine({ host: REDIS_URL.hostname, port: Number(REDIS_URL.port) }).listening()
  }

  get url(): string {
    return `redis://${this.host}`
  }
}

/** Why there is no Redis to test with, or undefined where there is one. */
export async function whyNoRedis(): Promise<string | undefined> {
  const socket = connect(Number(REDIS_URL.port), REDIS_URL.hostname)
  try {
    await once(socket, 'connect')
    return undefined
  } catch (error) {
    return `TEST_REDIS_URL does not answer: ${error instanceof Error ? error.message : String(error)}`
  } finally {
    socket.destroy()
  }
}
