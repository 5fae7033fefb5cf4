import type { Fault } from './fault.ts'

/** What happens to the server itself. */
export const faultsOfTheServer: Fault[] = [
  {
    name: 'the server is killed and started again',
    begin: ({ servers: [{ process }] }) => process.kill(),
    end: ({ servers: [{ process }] }) => process.start(),
  },
]
