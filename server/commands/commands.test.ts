import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { becomeOwner, cookieOf, OWNER, visitApi } from '../../e2e/testing/api-client.ts'
import { Bridge } from '../../e2e/testing/bridge.ts'
import { startService } from '../service.ts'
import { openDatabase } from '../storage/database.ts'
import { createSecrets, folderKeys, newKey } from '../storage/secrets.ts'
import { describePostgres } from '../storage/testing/describe-storages.ts'

const run = promisify(execFile)

/** Runs a command of the operator's as npm would. */
const command = (name: string, environment: NodeJS.ProcessEnv, ...words: string[]) =>
  run(process.execPath, [`server/commands/${name}.ts`, ...words], { env: { ...process.env, ...environment } })

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable('it was not refused'),
    (error: { stderr: string }) => error.stderr,
  )

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commands-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('a backup', () => {
  it('is made while the server works, and takes everything back that was acknowledged before', async () => {
    await using bridge = await Bridge.start()
    const owner = await becomeOwner(bridge.service)
    const { dataFolder: DATA_DIR } = bridge.config
    const customer = bridge.customer()
    await customer.ready
    for (let count = 1; count <= 50; count += 1) await customer.sayAndHear(`Message ${count}`)
    const target = join(folder, 'backup')
    const [made] = await Promise.all([
      command('backup', { DATA_DIR }, target),
      ...Array.from({ length: 20 }, (_, count) => customer.sayAndHear(`Meanwhile ${count}`)),
    ])
    expect(made.stdout).toContain('is backed up')
    expect(await refusalOf(command('restore', { DATA_DIR }, target))).toContain('in use by another server')
    await owner.ask('POST', '/endpoints', { id: 'after', name: 'Made after the backup' })
    const key = bridge.keyOf(customer)
    await bridge.service.close()

    const restored = await command('restore', { DATA_DIR }, target)
    expect(restored.stdout).toContain('before-restore')
    bridge.service = await startService(bridge.config)
    const { email, password } = OWNER
    const nobody = await visitApi(bridge.service.url)
    const again = nobody.as(cookieOf(await nobody.call('POST', '/session', { email, password })))
    const transcript = await again.ask<{ items: { text: string }[] }>(
      'GET',
      `/sessions/${key}/transcript?limit=200`,
    )
    const texts = transcript.items.map(({ text }) => text)
    for (let count = 1; count <= 50; count += 1) expect(texts).toContain(`Message ${count}`)
    expect((await again.call('GET', '/endpoints/after')).status).toBe(404)
    expect((await again.call('GET', '/endpoints/northline')).status).toBe(200)
  })

  it('is its owner’s alone', async () => {
    const data = join(folder, 'data')
    await (await openDatabase({ folder: data })).close()
    folderKeys(data)
    await command('backup', { DATA_DIR: data }, join(folder, 'backup'))
    for (const file of await readdir(join(folder, 'backup')))
      expect([file, (await stat(join(folder, 'backup', file))).mode & 0o077]).toEqual([file, 0])
  })

  it.each<[string, (backup: string) => Promise<unknown>, string]>([
    [
      'was changed',
      backup => appendFile(join(backup, 'copilot.sqlite'), 'x'),
      'was changed since it was made',
    ],
    ['was never finished', backup => rm(join(backup, 'backup.json')), 'no backup'],
    ['is of a newer version', async backup => fromTheFuture(backup), 'newer one'],
  ])('that %s is refused, and nothing is changed', async (_case, spoil, why) => {
    const data = join(folder, 'data')
    await (await openDatabase({ folder: data })).close()
    folderKeys(data)
    const backup = join(folder, 'backup')
    await command('backup', { DATA_DIR: data }, backup)
    await spoil(backup)
    const before = await readFile(join(data, 'copilot.sqlite'))
    expect(await refusalOf(command('restore', { DATA_DIR: data }, backup))).toContain(why)
    expect((await readFile(join(data, 'copilot.sqlite'))).equals(before)).toBe(true)
    expect((await readdir(data)).filter(name => name.startsWith('restoring'))).toEqual([])
  })

  it('is never written over something', async () => {
    const data = join(folder, 'data')
    await (await openDatabase({ folder: data })).close()
    expect(await refusalOf(command('backup', { DATA_DIR: data }, data))).toContain('is not empty')
    expect(await refusalOf(command('backup', { DATA_DIR: join(folder, 'none') }, folder))).toContain(
      'no data',
    )
    expect(await refusalOf(command('backup', { DATA_DIR: data }))).toContain('Name the folder')
  })
})

/** As a later version would leave it, with a right checksum. */
async function fromTheFuture(backup: string) {
  const file = join(backup, 'copilot.sqlite')
  const database = new DatabaseSync(file)
  database.exec("insert into kysely_migration values ('9999-later', '2100-01-01')")
  database.close()
  const { createHash } = await import('node:crypto')
  const { writeFile } = await import('node:fs/promises')
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
  await writeFile(join(backup, 'backup.json'), JSON.stringify({ madeAt: '2100-01-01', sha256 }))
}

/** Every sealed text in a database, in whatever table it stands. */
function sealedTexts(file: string): string[] {
  const database = new DatabaseSync(file, { readOnly: true })
  const tables = database.prepare("select name from sqlite_master where type = 'table'").all()
  const texts = tables.flatMap(({ name }) =>
    database
      .prepare(`select * from "${String(name)}"`)
      .all()
      .flatMap(row =>
        Object.values(row).filter(value => typeof value === 'string' && value.startsWith('v1.')),
      ),
  )
  database.close()
  return texts as string[]
}

describe('the rotation of the encryption key', () => {
  it('seals everything in a data folder under a new key, and the server goes on', async () => {
    await using bridge = await Bridge.start()
    const owner = await becomeOwner(bridge.service)
    await owner.ask('POST', '/endpoints/northline/rotate-token', { overlapHours: 1 })
    await owner.ask('PUT', '/sign-on', { issuer: 'https://id.example', clientId: 'c', clientSecret: 's' })
    const { dataFolder: DATA_DIR } = bridge.config
    expect(await refusalOf(command('rotate-key', { DATA_DIR }))).toContain('in use by another server')
    await bridge.service.close()
    const before = createSecrets(folderKeys(DATA_DIR)[0])
    const done = await command('rotate-key', { DATA_DIR })
    expect(done.stdout).toMatch(/^\d+ secrets are sealed under the new key/)
    const [key, ...earlier] = folderKeys(DATA_DIR)
    expect(earlier).toEqual([])
    const after = createSecrets(key)
    const texts = sealedTexts(join(DATA_DIR, 'copilot.sqlite'))
    expect(texts.length).toBeGreaterThanOrEqual(5)
    for (const text of texts) {
      expect(() => after.open(text)).not.toThrow()
      expect(() => before.open(text)).toThrow()
    }
    bridge.service = await startService(bridge.config)
    const customer = bridge.customer()
    await customer.ready
  })

  it('asks for the key from before', async () => {
    const refused = command('rotate-key', { DATA_DIR: folder, ENCRYPTION_KEY: newKey() })
    expect(await refusalOf(refused)).toContain('ENCRYPTION_KEY_BEFORE')
    expect(existsSync(join(folder, 'copilot.sqlite'))).toBe(false)
  })
})

describePostgres('the rotation of the encryption key', create => {
  it('goes on beside servers that know both keys', async () => {
    const storage = await create()
    const { url: databaseUrl, schema: databaseSchema } = storage.location
    const [old, fresh] = [newKey(), newKey()]
    const config = { databaseUrl, databaseSchema, encryptionKey: fresh, encryptionKeyBefore: old }
    {
      await using first = await Bridge.start({ config: { databaseUrl, databaseSchema, encryptionKey: old } })
      await first.restart()
    }
    await using bridge = await Bridge.start({ config })
    const url = new URL(databaseUrl)
    url.searchParams.set('options', `-c search_path=${databaseSchema}`)
    const environment = { DATABASE_URL: url.href, ENCRYPTION_KEY: fresh, ENCRYPTION_KEY_BEFORE: old }
    await command('rotate-key', environment)
    const customer = bridge.customer()
    await customer.ready
    await bridge.service.close()
    bridge.service = await startService({ ...bridge.config, encryptionKeyBefore: undefined })
    const later = bridge.customer()
    await later.ready
    await storage.remove().catch(() => undefined)
  })
})
