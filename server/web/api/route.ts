import type { Readable } from 'node:stream'
import type { Request } from 'express'
import type { z } from 'zod'
import type { Scope } from '../../protocol/administration.ts'
import type { Caller } from './caller.ts'

/**
 * Whose data a route touches. `installation`: things that belong to no endpoint; a key that is kept to some endpoints is
 * refused. `filtered`: the handler itself leaves out what `mayReach` forbids. A function names the endpoint (undefined
 * where there is nothing); a caller who may not reach it gets the same 404 as where there is nothing.
 */
export type Reach<Params> =
  | 'installation'
  | 'filtered'
  | ((path: { params: Params }) => string | undefined | Promise<string | undefined>)

type Shape = z.ZodType<Record<string, unknown>>

/** The checked parts of a request. */
export interface RouteInput<Params extends Shape, Query extends Shape, Body extends z.ZodType> {
  params: z.output<Params>
  query: z.output<Query>
  body: z.output<Body>
}

/** What a handler gets beside the checked input. */
export interface RouteContext {
  caller: Caller
  /** Where the request came from, as far as proxies may be believed. */
  address: string
  /** Aborts when the client has gone or the route's time is over. */
  signal: AbortSignal
  /** Adds to what the audit log keeps of this act; never a secret. */
  note: (detail: Record<string, string | number | boolean | null | string[]>) => void
  setHeader: (name: string, value: string) => void
  /** The request itself, for a route whose body is a stream. */
  request: Request
}

/** An answer that is no JSON. */
export interface Download {
  fileName: string
  mediaType: string
  content: string | Readable
}

interface RouteSpec<Params extends Shape, Query extends Shape, Body extends z.ZodType, Answer> {
  /** The operationId; also the name of the act in the audit log. */
  id: string
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** `/endpoints/{endpointId}`, below `/api/v1`. */
  path: `/${string}`
  tag: string
  summary: string
  description?: string
  /** What the caller must hold; `signed-in` for anybody who is known, `public` for everybody. */
  scope: Scope | 'signed-in' | 'public'
  reach: Reach<z.output<Params>>
  params?: Params
  query?: Query
  /** JSON. For a body that is read as a stream, `stream` instead. */
  body?: Body
  /** Media type of a body that the handler reads from `request` itself, for instance `multipart/form-data`. */
  stream?: string
  /** 200 where not told otherwise; 204 without an answer. */
  status?: 200 | 201 | 202
  /** Problems beside those that every route has, for the document. */
  problems?: (401 | 403 | 404 | 409 | 413 | 422 | 429 | 502 | 503)[]
  /** Acts are audited unless `never`; reading is audited where `always`. */
  audit?: 'always' | 'never'
  /** How long it may take; 30 seconds where not told otherwise. */
  timeoutSeconds?: number
  /** JSON by its schema, or the media type of a Download. Without one the route answers 204. */
  answer?: Answer
}

type AnswerOf<Answer> = Answer extends z.ZodType ? z.input<Answer> : Answer extends string ? Download : void

/** A route of the API with its types forgotten: what the frame serves and documents. */
export interface ApiRoute extends Omit<RouteSpec<Shape, Shape, z.ZodType, z.ZodType | string>, 'reach'> {
  reach: Reach<Record<string, unknown>>
  handle(input: RouteInput<Shape, Shape, z.ZodType> & RouteContext): Promise<unknown>
}

/**
 * Declares one route: the frame validates, authorises, audits and documents it from this alone.
 * `handle` returns what `answer` describes; it throws HttpProblem, Refusal or ZodError to refuse.
 */
export function route<
  Params extends Shape = z.ZodRecord<z.ZodString, z.ZodNever>,
  Query extends Shape = z.ZodRecord<z.ZodString, z.ZodNever>,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType | string | undefined = undefined,
>(
  spec: RouteSpec<Params, Query, Body, Answer> & {
    handle(
      input: RouteInput<Params, Query, Body> & RouteContext,
    ): Promise<AnswerOf<Answer>> | AnswerOf<Answer>
  },
): ApiRoute {
  return spec as unknown as ApiRoute
}
