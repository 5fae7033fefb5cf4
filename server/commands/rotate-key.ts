import { type Config, readConfig } from '../config.ts'
import { encryptionKeys } from '../encryption-keys.ts'
import { openDatabase } from '../storage/database.ts'
import { sealAgain } from '../storage/seal-again.ts'
import { createSecrets, folderKeys, newKey, writeFolderKeys } from '../storage/secrets.ts'
import { runCommand } from './run-command.ts'

/*
 * `npm run rotate-key`. With a data folder's own key: stop the server, run it, start the server. With ENCRYPTION_KEY: give
 * every server the new key and the one before as ENCRYPTION_KEY_BEFORE, run it, take ENCRYPTION_KEY_BEFORE away again.
 */
await runCommand(async () => {
  const config = readConfig(process.env)
  return config.encryptionKey ? rotateGiven(config) : rotateFolder(config)
})

async function rotateGiven(config: Config): Promise<string> {
  if (!config.encryptionKeyBefore) {
    throw new Error(
      'ENCRYPTION_KEY_BEFORE: set it to the key from before, and ENCRYPTION_KEY to the new one.',
    )
  }
  const count = await seal(config)
  return `${count} secrets are sealed under ENCRYPTION_KEY. ENCRYPTION_KEY_BEFORE is not needed any more.`
}

/** The folder holds both keys until everything is sealed anew, so that it can be broken off at any time. */
async function rotateFolder(config: Config): Promise<string> {
  const before = folderKeys(config.dataFolder)
  const database = await open(config)
  await database.close()
  const key = newKey()
  writeFolderKeys(config.dataFolder, [key, ...before])
  const count = await seal(config)
  writeFolderKeys(config.dataFolder, [key])
  return `${count} secrets are sealed under the new key of ${config.dataFolder}.`
}

async function seal(config: Config): Promise<number> {
  const [key, ...earlier] = encryptionKeys(config)
  const database = await open(config)
  try {
    return await sealAgain(database, createSecrets(key, earlier))
  } finally {
    await database.close()
  }
}

function open(config: Config) {
  return openDatabase(
    config.databaseUrl
      ? { url: config.databaseUrl, schema: config.databaseSchema }
      : { folder: config.dataFolder },
  )
}
