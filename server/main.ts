import { ConfigError, readConfig } from './config.ts'
import { type Service, startService } from './service.ts'
import { applySetupFile } from './setup.ts'
import { FolderInUseError } from './storage/folder-lock.ts'

const DRAIN_MILLISECONDS = 15_000

try {
  const config = readConfig(process.env)
  const service = await startService(config)
  if (config.setupFile) await applySetupFile(service.context, config.setupFile)
  service.context.logger.info({ url: service.url }, 'listening')
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void drain(service))
} catch (error) {
  const isExpected = error instanceof ConfigError || error instanceof FolderInUseError
  process.stderr.write(
    `${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exitCode = 1
}

/** Ends by emptying the event loop; what hangs is cut off after a while. */
async function drain(service: Service): Promise<void> {
  setTimeout(() => process.exit(1), DRAIN_MILLISECONDS).unref()
  await service.close()
}
