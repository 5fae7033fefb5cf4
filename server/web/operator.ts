import type { RequestHandler } from 'express'
import type { Metrics } from '../telemetry/metrics.ts'

const NANOSECONDS_IN_A_SECOND = 1e9

/** `GET /healthz`: the process answers. */
export const alive: RequestHandler = (_request, response) => void response.json({ status: 'ok' })

/** `GET /readyz`: 200 while the server can do its work, else 503; both say what answers. */
export function readiness(look: () => Promise<{ ready: boolean }>): RequestHandler {
  return async (_request, response) => {
    const found = await look()
    response.status(found.ready ? 200 : 503).json(found)
  }
}

/** `GET /metrics`, for Prometheus. */
export function metricsPage({ registry }: Metrics): RequestHandler {
  return async (_request, response) => void response.type(registry.contentType).send(await registry.metrics())
}

/** Measures every request. */
export function measure(metrics: Metrics): RequestHandler {
  return (_request, response, next) => {
    const began = process.hrtime.bigint()
    response.once('finish', () => {
      const seconds = Number(process.hrtime.bigint() - began) / NANOSECONDS_IN_A_SECOND
      metrics.requests.observe({ status: `${Math.floor(response.statusCode / 100)}xx` }, seconds)
    })
    next()
  }
}

/** Counts webhooks by how they are answered. */
export function countWebhooks({ webhooks }: Metrics): RequestHandler {
  return (_request, response, next) => {
    response.once('finish', () => webhooks.inc({ status: response.statusCode }))
    next()
  }
}
