import type { Fault } from './fault.ts'
import type { SharedStorage } from './shared-storage.ts'
import type { Stage } from './stage.ts'

/** Longer than a server keeps its sessions to itself without renewing. */
const TAKEN_OVER_MILLISECONDS = 12_000

/** What happens where two servers share a database. Of the people, half are on the first and half on the second. */
export const faultsOfSeveralServers = (storage: SharedStorage): Fault[] => [
  {
    name: 'one of two servers is killed, and people go to the other',
    begin: stage => {
      leadEverybody(stage, 1)
      return stage.servers[0].process.kill()
    },
    end: () => undefined,
  },
  {
    name: 'a server joins, and half of the people go to it',
    begin: async stage => {
      await stage.servers[0].process.start()
      leadHome(stage)
    },
    end: () => undefined,
  },
  {
    name: 'one of two servers is killed and started again',
    begin: ({ servers: [{ process }] }) => process.kill(),
    end: ({ servers: [{ process }] }) => process.start(),
  },
  {
    name: 'one of two servers is stopped and started again, as for a new version',
    begin: ({ servers: [{ process }] }) => process.stop(),
    end: ({ servers: [{ process }] }) => process.start(),
  },
  {
    name: 'both servers are killed and started again',
    begin: ({ servers }) => Promise.all(servers.map(({ process }) => process.kill())),
    end: ({ servers }) => Promise.all(servers.map(({ process }) => process.start())),
  },
  {
    name: 'one of two servers stands still until the other takes over, and goes on',
    lasts: TAKEN_OVER_MILLISECONDS,
    begin: ({ servers: [{ process }] }) => process.pause(),
    end: ({ servers: [{ process }] }) => process.resume(),
  },
  {
    name: 'Redis cannot be reached',
    begin: () => storage.redisLine.cut(),
    end: () => storage.redisLine.mend(),
  },
  {
    name: 'Redis stands still',
    begin: () => storage.redisLine.freeze(),
    end: () => storage.redisLine.mend(),
  },
  {
    name: 'Postgres cannot be reached',
    begin: () => storage.postgresLine.cut(),
    end: () => storage.postgresLine.mend(),
  },
  {
    name: 'nobody listens at Postgres',
    begin: () => storage.postgresLine.hangUp(),
    end: () => storage.postgresLine.pickUp(),
  },
  {
    name: 'Postgres stands still',
    begin: () => storage.postgresLine.freeze(),
    end: () => storage.postgresLine.mend(),
  },
  {
    name: 'Postgres is slow',
    begin: () => storage.postgresLine.slowDown(25),
    end: () => storage.postgresLine.mend(),
  },
  {
    name: 'Postgres ends every connection, twice',
    begin: () => storage.terminateConnections(),
    end: () => storage.terminateConnections(),
  },
  {
    name: 'somebody holds the sessions’ rows in Postgres',
    lasts: 2_000,
    begin: ({ conversations }) => storage.hold(conversations.map(({ sessionId }) => sessionId)),
    end: () => storage.letGo(),
  },
]

function leadEverybody({ conversations, servers }: Stage, index: number): void {
  const { url } = servers[index] ?? servers[0]
  for (const { customerLine, widgetLine } of conversations) {
    customerLine.leadTo(url)
    widgetLine.leadTo(url)
  }
}

function leadHome(stage: Stage): void {
  stage.conversations.forEach((conversation, index) => {
    const { customersServer, widgetsServer } = stage.placesOf(index)
    conversation.customerLine.leadTo(customersServer)
    conversation.widgetLine.leadTo(widgetsServer)
    conversation.customerLine.cut()
    conversation.customerLine.mend()
    conversation.widgetLine.cut()
    conversation.widgetLine.mend()
  })
}
