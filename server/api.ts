import { Router } from 'express'
import { administratorRoutes } from './admin/routes/administrator-routes.ts'
import { analyticsRoutes } from './admin/routes/analytics-routes.ts'
import { auditRoutes } from './admin/routes/audit-routes.ts'
import { connectionRoutes } from './admin/routes/connection-routes.ts'
import { copilotLinkRoutes } from './admin/routes/copilot-link-routes.ts'
import { customerDataRoutes } from './admin/routes/customer-data-routes.ts'
import { endpointRoutes } from './admin/routes/endpoint-routes.ts'
import { healthRoutes } from './admin/routes/health-routes.ts'
import { ingestRoutes } from './admin/routes/ingest-routes.ts'
import { keyRoutes } from './admin/routes/key-routes.ts'
import { sessionRoutes } from './admin/routes/session-routes.ts'
import { signInRoutes } from './admin/routes/sign-in-routes.ts'
import { traceRoutes } from './admin/routes/trace-routes.ts'
import type { Context } from './context.ts'
import { knowledgeRoutes } from './knowledge/routes/knowledge-routes.ts'
import { liveAgentRoutes } from './live-agent/live-agent-routes.ts'
import { signOnRoutes } from './sign-on/sign-on-routes.ts'
import { documentPage } from './web/api/document.ts'
import type { ApiRoute } from './web/api/route.ts'
import { serveRoutes } from './web/api/serve-routes.ts'
import { tileRoutes } from './workspace/tile-routes.ts'

/** Every route of `/api/v1`, in the order of the document. */
export function apiRoutes({
  administration,
  administered,
  liveAgent,
  connections,
  signOn,
  knowledgeApi,
  log,
  health,
}: Context): ApiRoute[] {
  return [
    ...signInRoutes(administration),
    ...administratorRoutes(administration),
    ...keyRoutes(administration, administered.endpointStore),
    ...auditRoutes(administration),
    ...endpointRoutes(administered),
    ...connectionRoutes(administered),
    ...sessionRoutes(administered),
    ...copilotLinkRoutes(administered),
    ...traceRoutes(administered),
    ...ingestRoutes(administered),
    ...analyticsRoutes(administered),
    ...customerDataRoutes(administered),
    ...healthRoutes(health),
    ...tileRoutes({ log }),
    ...signOnRoutes(signOn),
    ...knowledgeRoutes(knowledgeApi),
    ...liveAgentRoutes({
      integrations: liveAgent.integrations,
      publicUrl: administration.publicUrl,
      findConnection: id => connections.byId(id),
    }),
  ]
}

/** `/api/openapi.json` and `/api/v1`. */
export function createApi(context: Context): Router {
  const routes = apiRoutes(context)
  const { publicUrl } = context.administration
  return Router()
    .get(
      '/openapi.json',
      documentPage(routes, () => `${publicUrl()}/api/v1`),
    )
    .use('/v1', serveRoutes(routes, context.administration))
}
