import type { World } from '../world.ts'
import { accessDenied, apigeeFault, forbidden, generalError } from './errors.ts'
import type { GatewayHandler } from './respond.ts'

/** Checks `x-api-key` and `X-8x8-Tenant`, and leaves the tenant in the response's locals. */
export function checkAccess(world: World): GatewayHandler {
  return (request, response, next) => {
    const key = request.get('x-api-key')
    const customer = world.settings.apiKeys.find(known => known.key === key)
    if (!customer) throw badKey(world)
    const [, tenantInPath] = /^\/api\/v1\/tenant\/([^/]+)/.exec(request.path) ?? []
    const wanted = request.get('x-8x8-tenant') ?? tenantInPath
    response.locals.tenant = tenantOf(world, customer.customerId, wanted)
    next()
  }
}

const badKey = (world: World) =>
  world.settings.badKeyAnswer === 'apigee'
    ? apigeeFault(401, 'Invalid ApiKey', 'oauth.v2.InvalidApiKey')
    : accessDenied()

function tenantOf(world: World, customerId: string, wanted: string | undefined) {
  const tenants = world.settings.tenants.filter(tenant => tenant.customerId === customerId)
  const [only] = tenants
  if (!wanted && only && tenants.length === 1) return only
  if (!wanted) throw missingTenant(world)
  const tenant = tenants.find(({ id }) => id === wanted)
  if (!tenant)
    throw forbidden(`Header X-8x8-Tenant doesn't match tenant information for customerId=${customerId}`)
  return tenant
}

function missingTenant(world: World) {
  const message = 'Header X-8x8-Tenant is mandatory for a customer with several tenants.'
  return world.settings.missingTenantHeader === 403
    ? forbidden(message)
    : generalError(400, 'missing_tenant', message)
}
