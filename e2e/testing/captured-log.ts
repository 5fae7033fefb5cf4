import { Writable } from 'node:stream'
import { createLogger, type Logger } from '../../server/telemetry/logger.ts'

const ERROR_LEVEL = 50

/** A server's own log, kept to be read. */
export class CapturedLog {
  readonly logger: Logger
  readonly lines: string[] = []

  constructor(level = 'trace') {
    const destination = new Writable({
      write: (chunk, _encoding, done) => {
        this.lines.push(String(chunk))
        done()
      },
    })
    this.logger = createLogger(level, destination)
  }

  /** What went wrong inside the server. */
  get errors(): string[] {
    return this.lines.filter(line => (JSON.parse(line) as { level: number }).level >= ERROR_LEVEL)
  }
}
