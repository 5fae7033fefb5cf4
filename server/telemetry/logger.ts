import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger }

/** Never in a log, wherever they stand in what is logged. */
const SECRETS = [
  'apiKey',
  'URLToken',
  'urlToken',
  'authorization',
  'cookie',
  'secret',
  'webhookSecret',
  'text',
  'data',
  'auth',
]

/**
 * The server's log: one JSON line per entry, on standard output where no other destination is given. Secrets and what
 * people wrote are left out.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const paths = SECRETS.flatMap(name => [name, `*.${name}`, `*.*.${name}`, `*["x-api-key"]`])
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: describeError },
    redact: { paths, remove: true },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** What may be known of an error: drivers hang rows and parameters on theirs, and those hold what people wrote. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: typeof error }
  const { name, message, stack, cause } = error
  const described = {
    name,
    ...('code' in error && { code: error.code }),
    ...(cause instanceof Error && { cause: describeError(cause) }),
  }
  // A SyntaxError quotes the text that could not be parsed.
  return error instanceof SyntaxError
    ? { ...described, stack: framesOf(stack) }
    : { ...described, message, stack }
}

const framesOf = (stack = '') =>
  stack
    .split('\n')
    .filter(line => line.startsWith('    at '))
    .join('\n')
