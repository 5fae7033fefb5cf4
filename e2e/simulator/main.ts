import { startSimulator } from './simulator.ts'

const port = Number(process.env['SIMULATOR_PORT'] ?? 4800)

try {
  const simulator = await startSimulator({ port })
  process.stdout.write(
    [
      `Chat Gateway API  ${simulator.url}/chat-gateway/v1`,
      `Agent desktop     ${simulator.url}/desktop`,
      `Event log         ${simulator.url}/event-log`,
      `Control API       ${simulator.url}/control`,
      '',
    ].join('\n'),
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close())
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error)
  process.stderr.write(
    `The simulator cannot listen on port ${port}: ${reason}. Set SIMULATOR_PORT to a free one.\n`,
  )
  process.exitCode = 1
}
