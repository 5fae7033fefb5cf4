import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

/** The real server as a process of its own, which can be killed and started again as often as wanted. */
export class ServerProcess {
  readonly #environment: NodeJS.ProcessEnv
  readonly #log: WriteStream
  #process: ChildProcess | undefined

  constructor(environment: NodeJS.ProcessEnv, logFile: string) {
    this.#environment = environment
    this.#log = createWriteStream(logFile, { flags: 'a' })
  }

  /** Starts the server at once; resolves when it listens or was killed before, rejects when it ends by itself. */
  start(): Promise<void> {
    const child = spawn(process.execPath, ['server/main.ts'], {
      cwd: PROJECT,
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#process = child
    child.stderr.pipe(this.#log, { end: false })
    const ended = once(child, 'exit').then(([code, signal]) => {
      if (this.#process === child) throw new Error(`The server ended by itself with ${code ?? signal}.`)
    })
    const listening = new Promise<void>(resolve => {
      createInterface(child.stdout).on('line', line => {
        this.#log.write(`${line}\n`)
        if (line.includes('"listening"')) resolve()
      })
    })
    return Promise.race([listening, ended])
  }

  /** Kills it as a power cut would: nothing of the server's own runs any more. */
  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  /** Asks it to end, and waits until it has. */
  stop(): Promise<void> {
    return this.#end('SIGTERM')
  }

  /** Lets it stand still, with all that it holds. */
  pause(): void {
    this.#signal('SIGSTOP')
  }

  /** Lets it go on as if no time had passed. */
  resume(): void {
    this.#signal('SIGCONT')
  }

  /** Lets go of the log file. */
  close(): void {
    this.#log.end()
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#process
    this.#process = undefined
    if (!child?.pid || child.exitCode !== null) return
    const ended = once(child, 'exit')
    process.kill(child.pid, signal)
    await ended
  }

  #signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    const { pid, exitCode = null } = this.#process ?? {}
    if (pid && exitCode === null) process.kill(pid, signal)
  }
}
