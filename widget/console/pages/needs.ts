import type { Scope } from '../../../server/protocol/administration.ts'
import type { AdministeredConnection, Review } from '../../../server/protocol/connections.ts'
import type { Health } from '../../../server/protocol/health.ts'
import type { KnowledgeHealth } from '../../../server/protocol/knowledge.ts'
import { ask, askAll } from '../api.ts'
import type { ConsoleIcon } from '../ui/console-icon.ts'
import { dayAndTime } from '../ui/times.ts'

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
}

/** So many are looked at, each with a call of its own. */
const MOST_LOOKED_AT = 10

/** Everything that needs somebody, the most urgent kind first. What cannot be read is left out. */
export async function needsOf(
  endpoints: readonly Endpoint[],
  can: (scope: Scope) => boolean,
): Promise<Need[]> {
  const looked = can('knowledge:read') ? endpoints.slice(0, MOST_LOOKED_AT) : []
  const [delivered, connected, ...known] = await Promise.all([
    can('system:read') ? orNothing(troubles()) : Promise.resolve([]),
    can('connections:read') ? orNothing(connectionNeeds()) : Promise.resolve([]),
    ...looked.map(endpoint => orNothing(knowledgeNeeds(endpoint))),
  ])
  return [delivered, connected, endpoints.flatMap(withoutConnection), ...known].flat()
}

const orNothing = (needs: Promise<Need[]>) => needs.catch(() => [])

async function troubles(): Promise<Need[]> {
  const { parked, backlog, redis } = await ask<Health>('GET', '/health')
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

async function connectionNeeds(): Promise<Need[]> {
  const connections = await askAll<AdministeredConnection>('/connections')
  const needs = connections.slice(0, MOST_LOOKED_AT).map(connection => orNothing(connectionNeed(connection)))
  return (await Promise.all(needs)).flat()
}

async function connectionNeed({ id, name, webhookId, settings }: AdministeredConnection): Promise<Need[]> {
  const href = `#/connections/${id}`
  if (!webhookId && !settings.channelId)
    return [need('plug', href, `${name} is not registered`, 'Customers cannot reach its agents yet')]
  if (!webhookId) return []
  const { fields } = await ask<Review>('GET', `/connections/${id}/review`)
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

async function knowledgeNeeds({ id, name }: Endpoint): Promise<Need[]> {
  const { stale, unanswered } = await ask<KnowledgeHealth>('GET', `/endpoints/${id}/knowledge/health`)
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
