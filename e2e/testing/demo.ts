import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const addressesSchema = z.strictObject({
  customer: z.url(),
  agentDesktop: z.url(),
  copilot: z.url(),
  server: z.url(),
  simulator: z.url(),
})

/** The demo as a person starts it, in a process of its own on free ports. */
export interface RunningDemo {
  addresses: z.infer<typeof addressesSchema>
  /** From the start of the process to its `ready` line. */
  readyMilliseconds: number
  stop(): Promise<void>
}

/** Starts `e2e/demo.ts`; resolves with its `ready` line, rejects when it ends before. */
export async function startDemo(environment: NodeJS.ProcessEnv = {}): Promise<RunningDemo> {
  const began = performance.now()
  const demo = spawn(process.execPath, ['e2e/demo.ts'], {
    env: { ...process.env, PORT: '0', SIMULATOR_PORT: '0', CUSTOMER_PORT: '0', DATA_DIR: '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ready = await readyLine(demo)
  return {
    addresses: addressesSchema.parse(JSON.parse(ready)),
    readyMilliseconds: performance.now() - began,
    async stop() {
      const ended = once(demo, 'exit')
      demo.kill('SIGTERM')
      await ended
    },
  }
}

async function readyLine(demo: ChildProcess): Promise<string> {
  if (!demo.stdout) throw new Error('the demo has no output')
  for await (const line of createInterface(demo.stdout)) {
    if (line.startsWith('ready ')) return line.slice('ready '.length)
  }
  throw new Error('the demo ended before it was ready')
}
