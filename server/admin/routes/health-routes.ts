import { healthSchema } from '../../protocol/health.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import { type HealthParts, readHealth } from '../health.ts'

/** How the installation is doing. */
export function healthRoutes(parts: HealthParts): ApiRoute[] {
  return [
    route({
      id: 'readHealth',
      method: 'get',
      path: '/health',
      tag: 'Health',
      summary: 'What this server stands on, the servers that work chats, what waits, and language models',
      scope: 'system:read',
      reach: 'installation',
      answer: healthSchema,
      handle: () => readHealth(parts),
    }),
  ]
}
