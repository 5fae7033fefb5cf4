import { startSimulator } from './simulator.ts'

const simulator = await startSimulator({ port: Number(process.env['SIMULATOR_PORT'] ?? 4800) })

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
