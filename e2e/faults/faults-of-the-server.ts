import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { STALL } from '../language-model/stand-in.ts'
import type { Fault } from './fault.ts'

const STARTING_MILLISECONDS = 500
/** The server may be writing when the other program comes. */
const PATIENCE_MILLISECONDS = 1_000

/** What happens to the server itself and to what stands beside it. */
export const faultsOfTheServer: Fault[] = [
  {
    name: 'the server is killed and started again',
    begin: ({ servers: [{ process }] }) => process.kill(),
    end: ({ servers: [{ process }] }) => process.start(),
  },
  {
    name: 'the server is killed once more while it starts',
    begin: async ({ servers: [{ process }] }) => {
      await process.kill()
      await Promise.race([process.start(), setTimeout(STARTING_MILLISECONDS)])
      await process.kill()
    },
    end: ({ servers: [{ process }] }) => process.start(),
  },
  {
    name: 'the server is stopped and started again, as for a new version',
    begin: ({ servers: [{ process }] }) => process.stop(),
    end: ({ servers: [{ process }] }) => process.start(),
  },
  {
    name: 'the server stands still',
    lasts: 2_500,
    begin: ({ servers: [{ process }] }) => process.pause(),
    end: ({ servers: [{ process }] }) => process.resume(),
  },
  heldDatabase(),
  {
    name: 'the language model never answers',
    begin: ({ model }) => model.always(() => STALL),
    end: ({ model }) => model.always(() => 'Stand-in.'),
  },
  {
    name: 'the language model answers rubbish',
    begin: ({ model }) => model.always(() => ({ body: '<h1>Sign in</h1>'.repeat(1_000) })),
    end: ({ model }) => model.always(() => 'Stand-in.'),
  },
]

function heldDatabase(): Fault {
  let holder: DatabaseSync | undefined
  return {
    name: 'another program holds the embedded database',
    begin: ({ folder }) => {
      holder = new DatabaseSync(join(folder, 'copilot.sqlite'), { timeout: PATIENCE_MILLISECONDS })
      holder.exec('begin immediate')
    },
    end: () => holder?.close(),
  }
}
