import { ConfigError, readConfig } from './config.ts'
import { type Service, startService } from './service.ts'
import { SetupError } from './setup.ts'
import { FolderInUseError } from './storage/folder-lock.ts'

const DRAIN_MILLISECONDS = 15_000

try {
  const service = await startService(readConfig(process.env))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void drain(service))
  service.context.logger.info({ url: service.url }, 'listening')
  if (service.setupLink) process.stderr.write(`${inviteOwner(service.setupLink)}\n`)
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}

/** On standard error, beside the log and not in it. */
function inviteOwner(link: string): string {
  return `Nobody administrates this server yet. Open this link to become its owner; it works once, for three days:\n${link}`
}

/** What the operator can mend is told in a sentence, everything else with its place in the code. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof ConfigError || error instanceof SetupError || error instanceof FolderInUseError)
    return error.message
  if ('code' in error && error.code === 'EADDRINUSE') return `PORT: ${error.message}`
  return error.stack ?? error.message
}

/** Ends by emptying the event loop; what hangs is cut off after a while. */
async function drain(service: Service): Promise<void> {
  setTimeout(() => process.exit(1), DRAIN_MILLISECONDS).unref()
  await service.close()
}
