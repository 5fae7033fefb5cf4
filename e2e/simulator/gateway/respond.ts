import type { NextFunction, Request, Response } from 'express'
import type { Tenant } from '../world.ts'

/** What a call's handlers leave for those after them. */
interface GatewayLocals {
  /** Set once the key and the tenant header were checked. */
  tenant: Tenant
  /** The answer's body, for the log and for `onExchange`. */
  body?: unknown
  /** Faults that were played on the call. */
  faults?: string[]
  /** Fields of a multipart request as the contract sees them. */
  multipart?: Record<string, string>
}

export type GatewayResponse = Response<unknown, GatewayLocals>

export type GatewayHandler = (request: Request, response: GatewayResponse, next: NextFunction) => void

/** Answers with JSON, or without a body. */
export function answer(
  response: GatewayResponse,
  status: number,
  body?: unknown,
  type = 'application/hal+json',
) {
  response.locals.body = body
  response.status(status)
  if (body === undefined) response.end()
  else response.type(type).send(JSON.stringify(body))
}
