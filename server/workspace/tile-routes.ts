import { BUILT_IN_TILES, gridSchema, tileSchema } from '../protocol/assists.ts'
import type { SessionEventBody } from '../protocol/session-events.ts'
import { dataSchema, identifierSchema } from '../protocol/values.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { SessionState } from '../sessions/session-state.ts'
import { type ApiRoute, route } from '../web/api/route.ts'
import { reachOfSession, sessionParams } from '../web/api/session-reach.ts'
import { HttpProblem } from '../web/problem.ts'

/** More tiles than these nobody looks at. */
const MOST_TILES = 50

const builtIn: ReadonlySet<string> = new Set(BUILT_IN_TILES)

const tileParams = sessionParams.extend({
  tileId: identifierSchema.meta({ description: 'The tile’s name, as a grid calls it.' }),
})

/** What programs may do in the workspace of a running session. */
export function tileRoutes({ log }: { log: SessionLog }): ApiRoute[] {
  const shared = {
    tag: 'Workspace',
    scope: 'sessions:write',
    reach: reachOfSession(log),
    audit: 'never',
  } as const
  const write = async (key: string, decide: (session: SessionState, at: number) => SessionEventBody) => {
    await log.append({ key, decide: (session, at) => ({ entries: [{ event: decide(session, at) }] }) })
  }
  return [
    route({
      ...shared,
      id: 'setGrid',
      method: 'put',
      path: '/sessions/{sessionKey}/grid',
      summary: 'Lay out the agent’s workspace',
      description:
        'Tiles that the grid does not name are hidden. In a narrow panel they stand below each other.',
      params: sessionParams,
      body: gridSchema,
      handle: ({ params, body }) =>
        write(params.sessionKey, (_session, at) => ({ type: 'grid-set', at, grid: body })),
    }),
    route({
      ...shared,
      id: 'setTile',
      method: 'put',
      path: '/sessions/{sessionKey}/tiles/{tileId}',
      summary: 'Fill a tile, or replace what it shows',
      params: tileParams,
      body: tileSchema,
      problems: [409],
      handle: ({ params: { sessionKey, tileId }, body }) =>
        write(sessionKey, ({ tiles }, at) => {
          if (builtIn.has(tileId))
            throw new HttpProblem(409, `The copilot fills “${tileId}” itself; choose another name.`)
          if (!Object.hasOwn(tiles, tileId) && Object.keys(tiles).length >= MOST_TILES)
            throw new HttpProblem(409, `A session may have ${MOST_TILES} tiles; remove one first.`)
          return { type: 'tile-updated', at, tileId, tile: body }
        }),
    }),
    route({
      ...shared,
      id: 'sendTileData',
      method: 'post',
      path: '/sessions/{sessionKey}/tiles/{tileId}/data',
      summary: 'Give new data to the page in an html or iframe tile, which is not loaded anew',
      params: tileParams,
      body: dataSchema,
      problems: [404, 409],
      handle: ({ params: { sessionKey, tileId }, body }) =>
        write(sessionKey, ({ tiles }, at) => {
          const type = Object.hasOwn(tiles, tileId) ? tiles[tileId] : undefined
          if (!type) throw new HttpProblem(404, 'There is no such tile in this session.')
          if (type !== 'html' && type !== 'iframe')
            throw new HttpProblem(409, `A ${type} tile has no page to give data to; fill it anew instead.`)
          return { type: 'tile-data-sent', at, tileId, data: body }
        }),
    }),
    route({
      ...shared,
      id: 'removeTile',
      method: 'delete',
      path: '/sessions/{sessionKey}/tiles/{tileId}',
      summary: 'Take a tile away',
      params: tileParams,
      problems: [404],
      handle: ({ params: { sessionKey, tileId } }) =>
        write(sessionKey, ({ tiles }, at) => {
          if (!Object.hasOwn(tiles, tileId))
            throw new HttpProblem(404, 'There is no such tile in this session.')
          return { type: 'tile-removed', at, tileId }
        }),
    }),
  ]
}
