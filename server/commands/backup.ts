import { readConfig } from '../config.ts'
import { backUp } from '../storage/backup.ts'
import { runCommand } from './run-command.ts'

/* `npm run backup -- <folder>`: a consistent copy of DATA_DIR, also while the server runs. */
await runCommand(async () => {
  const config = readConfig(process.env)
  const [target] = process.argv.slice(2)
  if (config.databaseUrl) throw new Error('With DATABASE_URL, back up with the tools of Postgres: pg_dump.')
  if (!target) throw new Error('Name the folder for the backup: npm run backup -- <folder>')
  backUp(config.dataFolder, target)
  return `${config.dataFolder} is backed up in ${target}. Keep it as safe as the data: its key opens the secrets.`
})
