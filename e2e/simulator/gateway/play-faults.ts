import type { Response } from 'express'
import { type ApiFault, matchesCall } from '../faults/api-faults.ts'
import type { World } from '../world.ts'
import { accessDenied, apigeeFault, forbidden, generalError, resourceNotFound } from './errors.ts'
import { answer, type GatewayHandler, type GatewayResponse } from './respond.ts'

/** Plays the first armed fault that matches the call. */
export function playApiFaults(world: World): GatewayHandler {
  return (request, response, next) => {
    const [fault] = world.apiFaults.strike(rule => matchesCall(rule, request.method, request.path), 1)
    if (!fault) {
      next()
      return
    }
    response.locals.faults = [fault.kind]
    if (isAnswered(response, fault) || isCutOff(response, fault)) return
    disturbAnswer(world, response, fault)
    next()
  }
}

/** Answers with an error, before anything was done. */
function isAnswered(response: GatewayResponse, fault: ApiFault): boolean {
  if (fault.kind !== 'status' && fault.kind !== 'apigee') return false
  if (fault.retryAfterSeconds !== undefined) response.set('Retry-After', retryAfter(fault))
  const error =
    fault.kind === 'apigee'
      ? apigeeFault(fault.status, 'Simulated fault', 'simulated.Fault')
      : errorFor(fault.status)
  answer(response, fault.status, error.body, 'application/problem+json')
  return true
}

const retryAfter = (fault: Extract<ApiFault, { kind: 'status' | 'apigee' }>) =>
  fault.retryAfterForm === 'date'
    ? new Date(Date.now() + (fault.retryAfterSeconds ?? 0) * 1000).toUTCString()
    : String(fault.retryAfterSeconds)

function errorFor(status: number) {
  if (status === 401) return accessDenied()
  if (status === 403) return forbidden('Simulated fault')
  if (status === 404) return resourceNotFound('Simulated', 'fault')
  return generalError(status, 'simulated_fault', 'Simulated fault')
}

/** Leaves the caller without an answer, before anything was done. */
function isCutOff(response: GatewayResponse, { kind }: ApiFault): boolean {
  if (kind === 'resetBefore') response.socket?.resetAndDestroy()
  return kind === 'resetBefore' || kind === 'timeoutBefore'
}

/** Lets the work be done, then loses, keeps back or delays the answer. */
function disturbAnswer(world: World, response: Response, fault: ApiFault) {
  const { socket } = response
  const end = response.end.bind(response)
  // Express ends every answer of the gateway with one call of `end`.
  response.end = ((body?: Buffer) => {
    if (fault.kind === 'lost') socket?.resetAndDestroy()
    if (fault.kind === 'slow') world.timers.later(fault.delayMs, () => end(body))
    return response
  }) as typeof response.end
}
