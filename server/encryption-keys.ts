import type { Config } from './config.ts'
import { folderKeys } from './storage/secrets.ts'

/** The keys that seal secrets, the current one first: the environment's, or those of the data folder. */
export function encryptionKeys({
  encryptionKey,
  encryptionKeyBefore,
  dataFolder,
}: Pick<Config, 'encryptionKey' | 'encryptionKeyBefore' | 'dataFolder'>): [string, ...string[]] {
  if (!encryptionKey) return folderKeys(dataFolder)
  return encryptionKeyBefore ? [encryptionKey, encryptionKeyBefore] : [encryptionKey]
}
