import type { Config } from './config.ts'
import { createAdministered } from './context/administered.ts'
import { createDeliveries } from './context/deliveries.ts'
import { createDoors } from './context/doors.ts'
import { type ContextOverrides, createFoundation } from './context/foundation.ts'
import { createHandovers } from './context/handovers.ts'
import { createMind } from './context/mind.ts'
import { settles } from './context/settles.ts'
import { createWorkspace } from './context/workspace.ts'
import { Retention } from './privacy/retention.ts'
import { LogWatch } from './sessions/log-watch.ts'
import type { SignOnParts } from './sign-on/sign-on.ts'
import type { SignOnRouteParts } from './sign-on/sign-on-routes.ts'

export type Context = Awaited<ReturnType<typeof createContext>>

/** Builds every collaborator once. Nothing runs until `start`; `close` ends everything in order. */
export async function createContext(config: Config, overrides: ContextOverrides = {}) {
  const foundation = await createFoundation(config, overrides)
  const { database, serverId, log, logger, metrics, settingsOf, address } = foundation
  const bridge = createHandovers(foundation)
  const mind = createMind(foundation)
  const { liveReading, turnReading, pastReplies, library, knowledgeSources, ledger } = mind
  const lanes = createDeliveries(foundation, bridge, mind)
  const doors = createDoors(foundation, bridge)
  const { signOnDoor, interactions, ...workspace } = createWorkspace(foundation, mind, bridge)
  const { figures, ...forAdministrators } = createAdministered(foundation, bridge, mind, doors.door)
  const signOn: SignOnParts & SignOnRouteParts = {
    ...signOnDoor,
    signInAdministrator: person => forAdministrators.administration.openSession(person),
  }
  const retention = new Retention({ database, log, serverId, settingsOf, logger })
  const watch = new LogWatch(database, log)

  log.onCommitted(appended => turnReading.hear(appended))
  log.onCommitted(appended => liveReading.hear(appended))
  log.onCommitted(pastReplies.onCommitted)
  log.onCommitted(figures.hear)
  log.onCommitted(({ events }) => {
    for (const { type } of events) metrics.events.inc({ type })
  })
  log.onCommitted(({ key, events }) => {
    if (events.some(({ type }) => type === 'handover-agent-joined')) void interactions.learn(key)
  })

  return {
    config,
    serverId,
    logger,
    metrics,
    neighbours: foundation.neighbours,
    log,
    lanes,
    endpoints: foundation.endpoints,
    connections: foundation.connections,
    library,
    knowledgeSources,
    models: mind.models,
    drafts: mind.drafts,
    pastReplies,
    typing: bridge.typing,
    handovers: bridge.handovers,
    ...doors,
    ...workspace,
    signOn,
    ...forAdministrators,

    /** Takes up what waits. `listeningAt` is the address where no PUBLIC_URL is set. */
    async start(listeningAt: string) {
      address.publicUrl ||= listeningAt
      await knowledgeSources.start()
      await library.load()
      await lanes.start()
      bridge.timers.start()
      retention.start()
      figures.start()
      ledger.start()
      if (database.dialect === 'postgres') {
        watch.start()
        library.watch()
      }
    },

    async close() {
      await Promise.allSettled([
        bridge.timers.stop(),
        retention.stop(),
        figures.stop(),
        watch.stop(),
        lanes.stop(),
        turnReading.stop(),
        liveReading.stop(),
        knowledgeSources.stop(),
        library.stop(),
      ])
      await mind.vectors.stop()
      await log.drained()
      await settles(pastReplies.drained())
      await settles(ledger.stop())
      await foundation.gateways.close()
      await foundation.exchanges.flush()
      foundation.neighbours?.close()
      await database.close()
    },
  }
}
