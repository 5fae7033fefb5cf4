import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

const CLOCK_TICKS_PER_SECOND = 100

/** Whether processes can be kept to one core each on this machine. */
export const canPin = availableParallelism() > 1 && succeeds('taskset', ['-p', String(process.pid)])

/** Keeps this process off the core that the measured server has to itself. */
export function leaveFirstCore(): void {
  if (canPin) execFileSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)], { stdio: 'ignore' })
}

/** A Node process on the first core; resolves when a line of its output says that it listens. */
export async function startOnFirstCore(file: string, environment: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const node = [process.execPath, file]
  const [command = '', ...words] = canPin ? ['taskset', '-c', '0', ...node] : node
  const child = spawn(command, words, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const chunk of child.stdout ?? []) if (String(chunk).includes('listening')) break
  child.stdout?.resume()
  return child
}

/** Ends a child by its process id. */
export async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** Seconds of CPU that a process has used, or undefined where the machine does not tell. */
export function cpuSeconds({ pid }: ChildProcess): number | undefined {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const numbers = fields.split(' ')
    return (Number(numbers[11]) + Number(numbers[12])) / CLOCK_TICKS_PER_SECOND
  } catch {
    return undefined
  }
}

/** Bytes of memory that a process holds now, or undefined where the machine does not tell. */
export function residentBytes({ pid }: ChildProcess): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes) * 1_024
  } catch {
    return undefined
  }
}

function succeeds(command: string, words: string[]): boolean {
  try {
    execFileSync(command, words, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
