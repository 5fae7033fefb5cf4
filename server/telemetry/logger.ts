import { type Logger, pino } from 'pino'

export type { Logger }

/** Never in a log, wherever they stand in what is logged. */
const SECRETS = ['apiKey', 'URLToken', 'urlToken', 'authorization', 'cookie', 'secret', 'webhookSecret', 'text', 'data', 'auth']

/** The server's log: one JSON line per entry on standard output, secrets and what people wrote left out. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRETS.flatMap(name => [name, `*.${name}`, `*.*.${name}`, `*["x-api-key"]`]), remove: true },
  })
}
