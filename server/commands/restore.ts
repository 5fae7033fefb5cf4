import { readConfig } from '../config.ts'
import { restore } from '../storage/backup.ts'
import { runCommand } from './run-command.ts'

/* `npm run restore -- <folder>`: puts a backup in the place of DATA_DIR, whose server is stopped. */
await runCommand(async () => {
  const config = readConfig(process.env)
  const [backup] = process.argv.slice(2)
  if (config.databaseUrl)
    throw new Error('With DATABASE_URL, restore with the tools of Postgres: pg_restore.')
  if (!backup) throw new Error('Name the backup: npm run restore -- <folder>')
  const kept = await restore(backup, config.dataFolder)
  const before = kept ? ` What was there before is in ${kept}.` : ''
  return `${config.dataFolder} is as it was when ${backup} was made.${before}`
})
