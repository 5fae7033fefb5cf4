import type { NextFunction, Request } from 'express'
import { newIdentifier } from '../identifiers.ts'
import { answer, type GatewayResponse } from './respond.ts'

/** An answer that is not a success; its body has one of the shapes of Chat Gateway v1.0. */
export class GatewayError extends Error {
  override name = 'GatewayError'
  readonly status: number
  readonly body: object

  constructor(status: number, message: string, body: object) {
    super(message)
    this.status = status
    this.body = body
  }
}

const referenceId = () => newIdentifier().slice(0, 15)

/** "General": a list of coded errors. */
export const generalError = (status: number, code: string, message: string) =>
  new GatewayError(status, message, { message, errors: [{ code, message }] })

/** 400 of POST messages: `errors` is one object. */
export const messageError = (message: string, code = 'invalid_json_object') =>
  new GatewayError(400, message, { message, errors: { code, message }, referenceId: referenceId() })

/** 400 of typing, thinking, read-receipt and post-agent-assignment. */
export const parameterError = (message: string) =>
  new GatewayError(400, message, {
    message,
    errors: [{ code: 'invalid_parameter', message }],
    referenceId: referenceId(),
  })

/** 401: no key or a wrong one. */
export const accessDenied = () =>
  new GatewayError(401, 'Access Denied', {
    message: 'Access Denied',
    errors: [{ message: 'Access Denied', code: 'access_denied' }],
    referenceId: referenceId(),
  })

/** 401 of the API gateway in front of the Chat Gateway. */
export const apigeeFault = (status: number, faultstring: string, errorcode: string) =>
  new GatewayError(status, faultstring, { fault: { faultstring, detail: { errorcode } } })

/** 403: the tenant is not the customer's. */
export const forbidden = (message: string) =>
  new GatewayError(403, message, { message: 'The tenant does not belong to customer.', errors: [message] })

/** 404 of most resources: errors are strings. */
export const resourceNotFound = (type: string, id: string) => {
  const message = `Resource of type ${type} with id ${id} was not found.`
  return new GatewayError(404, message, { message, errors: [message] })
}

/** 404 of typing, thinking, read-receipt, post-agent-assignment and cards: errors are coded. */
export const entityNotFound = (type: string, id: string) =>
  new GatewayError(404, 'Resource not found', {
    message: 'Resource not found',
    errors: [{ code: 'resource_not_found', message: `Entity of type ${type} with id ${id} was not found.` }],
  })

/** 404 where the API declares only a general answer for it. */
export const generalNotFound = (type: string, id: string) =>
  generalError(404, 'resource_not_found', `${type} ${id} was not found.`)

/** Writes a GatewayError; what Express refuses (a broken body) becomes a 400 and anything else a 500 without details. */
export const writeError = (
  error: unknown,
  request: Request,
  response: GatewayResponse,
  _next: NextFunction,
) => {
  const known = error instanceof GatewayError ? error : unexpected(error, request.path)
  answer(response, known.status, known.body, 'application/problem+json')
}

function unexpected(error: unknown, path: string): GatewayError {
  const status = (error as { status?: number }).status ?? 500
  if (status >= 500) return generalError(500, 'internal_error', 'Internal error.')
  const message = error instanceof Error ? error.message : 'The request could not be read.'
  return path.endsWith('/messages')
    ? messageError(message)
    : generalError(status, 'invalid_json_object', message)
}
