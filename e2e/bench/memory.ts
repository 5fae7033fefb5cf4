import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { residentBytes } from './system.ts'

/** What a process needs in its environment for its garbage to be collected from outside. */
export const inspectedAt = (port: number): NodeJS.ProcessEnv => ({
  NODE_OPTIONS: `--inspect=127.0.0.1:${port}`,
})

/** Bytes that a process inspected at `port` holds once its garbage is collected. */
export async function settledBytes(child: ChildProcess, port: number): Promise<number> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
    webSocketDebuggerUrl: string
  }[]
  const inspector = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? '')
  await once(inspector, 'open')
  // What only the first collection's finalizers let go of is collected by the second.
  for (const id of [1, 2]) {
    const collected = once(inspector, 'message')
    inspector.send(JSON.stringify({ id, method: 'HeapProfiler.collectGarbage' }))
    await collected
  }
  inspector.close()
  return residentBytes(child) ?? Number.NaN
}
