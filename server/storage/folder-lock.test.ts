import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { FolderInUseError, lockFolder } from './folder-lock.ts'
import { folderStorage } from './testing/storages.ts'

const MODULE = new URL('./folder-lock.ts', import.meta.url).href

let storage: ReturnType<typeof folderStorage>
const processes: ChildProcess[] = []
beforeEach(() => {
  storage = folderStorage()
})
afterEach(async () => {
  for (const child of processes.splice(0)) await end(child)
  await storage.remove()
})

/** Another server that takes the folder; resolves with what it says of it. */
async function otherServer(): Promise<{ child: ChildProcess; says: string }> {
  const program = `
    import { lockFolder } from ${JSON.stringify(MODULE)}
    try {
      lockFolder(${JSON.stringify(storage.folder)})
      console.log('mine')
    } catch (error) {
      console.log(error.name)
    }
    setInterval(() => {}, 1_000)
  `
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  processes.push(child)
  const [said] = await once(child.stdout, 'data')
  return { child, says: String(said).trim() }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

it('is one server’s, and no other process takes it', async () => {
  const unlock = lockFolder(storage.folder)
  expect(await otherServer()).toMatchObject({ says: 'FolderInUseError' })
  unlock()
  expect(await otherServer()).toMatchObject({ says: 'mine' })
  expect(() => lockFolder(storage.folder)).toThrow(FolderInUseError)
})

it('is free as soon as its server is killed', async () => {
  const { child, says } = await otherServer()
  expect(says).toBe('mine')
  expect(() => lockFolder(storage.folder)).toThrow(FolderInUseError)
  await end(child)
  lockFolder(storage.folder)()
})
