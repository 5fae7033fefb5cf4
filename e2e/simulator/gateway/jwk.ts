import { type Request, Router } from 'express'
import type { World } from '../world.ts'
import { generalError, resourceNotFound } from './errors.ts'
import { answer, type GatewayResponse } from './respond.ts'

/** The public key that webhooks are verified with, at Chat Gateway's path and at that of Chat API v2; no api key is asked for. */
export function jwkRoutes(world: World): Router {
  const router = Router()

  const serve = (request: Request<{ jwkId: string }>, response: GatewayResponse) => {
    const { jwkAnswer, jwkDelayMs } = world.settings
    const { jwkId } = request.params
    const jwk = world.keys.find(jwkId)
    if (jwkAnswer === 'error') throw generalError(500, 'internal_error', 'Internal error.')
    if (!jwk || jwkAnswer === 'notFound') throw resourceNotFound('Jwk', jwkId)
    const delayMs = jwkAnswer === 'slow' ? jwkDelayMs : 0
    if (delayMs === 0) answer(response, 200, jwk, 'application/json')
    else world.timers.later(delayMs, () => answer(response, 200, jwk, 'application/json'))
  }

  router.get('/chat-gateway/v1/jwk/:jwkId/public', serve)
  router.get('/vcc/:region/chat/v2/jwk/:jwkId/public', serve)
  return router
}
