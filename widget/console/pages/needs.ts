import type { Scope } from '../../../server/protocol/administration.ts'
import type { AdministeredConnection, Review } from '../../../server/protocol/connections.ts'
import type { Health } from '../../../server/protocol/health.ts'
import type { KnowledgeHealth } from '../../../server/protocol/knowledge.ts'
import type { ConsoleIcon } from '../ui/console-icon.ts'
import { dayAndTime } from '../ui/times.ts'

/** Reads from `/api/v1`; `path` begins with a slash. */
export type Read = <Answer>(path: string) => Promise<Answer>

/** Something that an administrator should look at, with where. */
export interface Need {
  icon: ConsoleIcon
  href: string
  text: string
  detail: string
}

interface Endpoint {
  id: string
  name: string
  connectionId: string | null
  channelId: string | null
}

/** So many are looked at, each with a call of its own. */
const MOST_LOOKED_AT = 10

/** Everything that needs somebody, the most urgent kind first. What cannot be read is left out. */
export async function needsOf(
  endpoints: readonly Endpoint[],
  can: (scope: Scope) => boolean,
  read: Read,
): Promise<Need[]> {
  const looked = can('knowledge:read') ? endpoints.slice(0, MOST_LOOKED_AT) : []
  const [delivered, connected, ...known] = await Promise.all([
    can('system:read') ? orNothing(troubles(read)) : Promise.resolve([]),
    can('connections:read')
      ? orNothing(connectionNeeds(read, endpoints, can('connections:write')))
      : Promise.resolve([]),
    ...looked.map(endpoint => orNothing(knowledgeNeeds(read, endpoint))),
  ])
  return [delivered, connected, endpoints.flatMap(withoutConnection), ...known].flat()
}

const orNothing = (needs: Promise<Need[]>) => needs.catch(() => [])

async function troubles(read: Read): Promise<Need[]> {
  const { parked, backlog, redis } = await read<Health>('/health')
  const [newest] = parked
  return [
    ...(newest
      ? [
          need(
            'alert',
            '#/health',
            some(parked.length, 'delivery was given up', 'deliveries were given up'),
            `Last ${dayAndTime(newest.at)}: ${newest.error}`,
          ),
        ]
      : []),
    ...(backlog.late > 0
      ? [
          need(
            'alert',
            '#/health',
            some(backlog.late, 'delivery is late', 'deliveries are late'),
            'Due for more than a minute; they are tried again',
          ),
        ]
      : []),
    ...(redis === 'away'
      ? [
          need(
            'alert',
            '#/health',
            'Redis does not answer',
            'Servers go on and hear of each other seconds later',
          ),
        ]
      : []),
  ]
}

async function connectionNeeds(
  read: Read,
  endpoints: readonly Endpoint[],
  mayReview: boolean,
): Promise<Need[]> {
  const byHand = new Set(
    endpoints.filter(({ channelId }) => channelId).map(({ connectionId }) => connectionId),
  )
  const { items } = await read<{ items: AdministeredConnection[] }>(`/connections?limit=${MOST_LOOKED_AT}`)
  const needs = items.map(connection =>
    orNothing(connectionNeed(read, connection, byHand.has(connection.id), mayReview)),
  )
  return (await Promise.all(needs)).flat()
}

async function connectionNeed(
  read: Read,
  { id, name, webhookId, settings }: AdministeredConnection,
  isByHand: boolean,
  mayReview: boolean,
): Promise<Need[]> {
  const href = `#/connections/${id}`
  if (!webhookId && !settings.channelId && !isByHand)
    return [need('plug', href, `${name} is not registered`, 'Customers cannot reach its agents yet')]
  if (!webhookId || !mayReview) return []
  const { fields } = await read<Review>(`/connections/${id}/review`)
  const differing = fields.filter(({ matches }) => !matches).map(({ field }) => field)
  return differing.length === 0
    ? []
    : [
        need(
          'alert',
          href,
          `${some(differing.length, 'field differs', 'fields differ')} at 8x8`,
          `${name}: ${differing.join(', ')}`,
        ),
      ]
}

const withoutConnection = ({ id, name, connectionId }: Endpoint): Need[] =>
  connectionId === null
    ? [
        need(
          'plug',
          `#/endpoints/${id}/handover`,
          `${name} has no connection to 8x8`,
          'Its customers cannot reach a person',
        ),
      ]
    : []

async function knowledgeNeeds(read: Read, { id, name }: Endpoint): Promise<Need[]> {
  const { stale, unanswered } = await read<KnowledgeHealth>(`/endpoints/${id}/knowledge/health`)
  const [often] = unanswered
  const href = `#/knowledge/${id}`
  const failed = stale.filter(({ why }) => why === 'import-failed')
  const old = stale.filter(({ why }) => why !== 'import-failed')
  const names = (sources: typeof stale) => `${name}: ${sources.map(source => source.name).join(', ')}`
  return [
    ...(failed.length > 0
      ? [
          need(
            'article',
            href,
            some(failed.length, 'source could not be read', 'sources could not be read'),
            names(failed),
          ),
        ]
      : []),
    ...(old.length > 0
      ? [
          need(
            'article',
            href,
            some(old.length, 'source is old or empty', 'sources are old or empty'),
            names(old),
          ),
        ]
      : []),
    ...(often
      ? [
          need(
            'message',
            href,
            some(unanswered.length, 'question nobody could answer', 'questions nobody could answer'),
            `${name}, most often: “${often.question}”`,
          ),
        ]
      : []),
  ]
}

const need = (icon: ConsoleIcon, href: string, text: string, detail: string): Need => ({
  icon,
  href,
  text,
  detail,
})

const some = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`
