import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { slugSchema } from '../../protocol/administration.ts'
import type { EventOf } from '../../protocol/session-events.ts'
import {
  acceptedSchema,
  handoverCloseSchema,
  handoverStartSchema,
  injectionSchema,
  sessionEventSchema,
  sessionOverviewSchema,
  transcriptEntrySchema,
} from '../../protocol/sessions-api.ts'
import { identifierSchema, profileSchema } from '../../protocol/values.ts'
import type { Appended } from '../../sessions/command.ts'
import { ReceiptConflictError } from '../../sessions/decision.ts'
import { LAST_PLACE, type SessionLog } from '../../sessions/session-log.ts'
import { pageOf, pageQuery, readCursor, toPage } from '../../web/api/paging.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import { reachOfSession, sessionParams } from '../../web/api/session-reach.ts'
import { conflict, HttpProblem, notFound } from '../../web/problem.ts'
import type { SessionFinder } from '../session-finder.ts'

export interface SessionRouteParts {
  log: SessionLog
  finder: SessionFinder
  handovers: {
    start: (key: string) => Promise<'requested' | 'refused' | 'already-on' | 'unknown-session'>
    close: (key: string, reason: string) => Promise<'closed' | 'not-on' | 'unknown-session'>
  }
  /** Takes a message as if the customer had sent it. Throws Refusal. */
  inject: (key: string, input: z.output<typeof injectionSchema>) => Promise<Appended>
}

const instant = z.coerce.number().int().nonnegative().optional()
const placeSchema = z.int().nonnegative()

/** Sessions: find, read, speak into, hand over. */
export function sessionRoutes({ log, finder, handovers, inject }: SessionRouteParts): ApiRoute[] {
  const shared = { tag: 'Sessions', params: sessionParams, reach: reachOfSession(log) } as const
  return [
    route({
      id: 'listSessions',
      method: 'get',
      path: '/sessions',
      tag: 'Sessions',
      summary: 'Find sessions, newest first',
      scope: 'sessions:read',
      reach: 'filtered',
      query: z.strictObject({
        ...pageQuery,
        endpointId: slugSchema.optional(),
        userId: identifierSchema.optional(),
        sessionId: identifierSchema.optional(),
        conversationId: z.string().max(256).optional().meta({ description: '8x8’s id.' }),
        correlationId: z
          .string()
          .max(64)
          .optional()
          .meta({ description: 'The reference that the agent sees.' }),
        since: instant,
        until: instant,
      }),
      answer: pageOf(sessionOverviewSchema),
      handle: ({ caller, query }) => finder.list(caller, query),
    }),
    route({
      ...shared,
      id: 'readSession',
      method: 'get',
      path: '/sessions/{sessionKey}',
      summary: 'A session: whose it is, its profile and its handover',
      scope: 'sessions:read',
      answer: sessionOverviewSchema,
      handle: async ({ params }) => (await finder.read(params.sessionKey)) ?? gone(),
    }),
    route({
      ...shared,
      id: 'readEvents',
      method: 'get',
      path: '/sessions/{sessionKey}/events',
      summary: 'Everything that happened in a session, oldest first',
      scope: 'sessions:read',
      audit: 'always',
      query: z.strictObject(pageQuery),
      answer: pageOf(sessionEventSchema),
      handle: async ({ params, query: { limit, cursor } }) => {
        const after = readCursor(cursor, placeSchema) ?? 0
        const page = toPage(await log.read(params.sessionKey, after, limit + 1), limit, ({ seq }) => seq)
        return { ...page, items: page.items.map(({ seq, ...event }) => ({ seq, event })) }
      },
    }),
    route({
      ...shared,
      id: 'readTranscript',
      method: 'get',
      path: '/sessions/{sessionKey}/transcript',
      summary: 'What was said, newest first',
      scope: 'sessions:read',
      audit: 'always',
      query: z.strictObject(pageQuery),
      answer: pageOf(transcriptEntrySchema),
      handle: async ({ params, query: { limit, cursor } }) => {
        const through = readCursor(cursor, placeSchema) ?? LAST_PLACE
        const messages = await log.readMessagesBack(params.sessionKey, through, limit + 1)
        const page = toPage(messages.reverse(), limit, ({ seq }) => seq - 1)
        return { ...page, items: page.items.map(toTranscriptEntry) }
      },
    }),
    route({
      ...shared,
      id: 'injectMessage',
      method: 'post',
      path: '/sessions/{sessionKey}/inject',
      summary: 'Say something as the customer: the virtual agent answers, or the agent reads it',
      scope: 'sessions:write',
      audit: 'never',
      body: injectionSchema,
      status: 202,
      problems: [409],
      answer: acceptedSchema,
      handle: async ({ params, body }) => placeOf(await inject(params.sessionKey, body)),
    }),
    route({
      ...shared,
      id: 'notifyCustomer',
      method: 'post',
      path: '/sessions/{sessionKey}/notify',
      summary: 'Say something to the customer as the virtual agent, without a turn of its own',
      scope: 'sessions:write',
      audit: 'never',
      body: injectionSchema,
      status: 202,
      problems: [409],
      answer: acceptedSchema,
      handle: async ({ params: { sessionKey: key }, body: { messageId, text, data } }) => {
        const receipt = messageId && {
          receipt: { scope: `message:${key}`, id: messageId, digest: digestOf({ text, data }) },
        }
        const decide = (_session: unknown, at: number) => ({
          entries: [
            {
              event: {
                type: 'message' as const,
                at,
                messageId: messageId ?? randomUUID(),
                from: 'virtual-agent' as const,
                text,
                data,
              },
            },
          ],
        })
        return placeOf(await log.append({ key, ...receipt, decide }).catch(throwAsProblem))
      },
    }),
    route({
      ...shared,
      id: 'updateProfile',
      method: 'put',
      path: '/sessions/{sessionKey}/profile',
      summary: 'Add to what is known of the customer: what is given replaces, what is not given stays',
      scope: 'sessions:write',
      body: profileSchema,
      answer: sessionOverviewSchema,
      handle: async ({ params: { sessionKey: key }, body: profile }) => {
        await log.append({
          key,
          decide: (_session, at) => ({ entries: [{ event: { type: 'profile-updated', at, profile } }] }),
        })
        return (await finder.read(key)) ?? gone()
      },
    }),
    route({
      ...shared,
      id: 'startHandover',
      method: 'post',
      path: '/sessions/{sessionKey}/handover',
      summary: 'Ask for a person on behalf of the customer',
      scope: 'sessions:write',
      status: 202,
      problems: [422],
      answer: handoverStartSchema,
      handle: async ({ params }) => {
        const outcome = await handovers.start(params.sessionKey)
        if (outcome === 'unknown-session') return gone()
        if (outcome === 'refused')
          throw new HttpProblem(422, 'This chat cannot be handed over: its last event says why.')
        return { outcome }
      },
    }),
    route({
      ...shared,
      id: 'closeHandover',
      method: 'post',
      path: '/sessions/{sessionKey}/handover/close',
      summary: 'End the handover at both sides; the customer is back with the virtual agent',
      scope: 'sessions:write',
      body: handoverCloseSchema,
      problems: [409],
      handle: async ({ params, body, note }) => {
        note({ reason: body.reason })
        const outcome = await handovers.close(params.sessionKey, body.reason)
        if (outcome === 'unknown-session') gone()
        if (outcome === 'not-on') throw conflict('No handover is on.')
      },
    }),
  ]
}

const toTranscriptEntry = ({ seq, at, from, text, data, attachments, agentId }: EventOf<'message'>) => ({
  seq,
  at,
  from,
  text,
  data,
  attachments,
  agentId,
})

const placeOf = ({ events, repeated }: Appended) => ({
  seq: repeated ? null : (events.find(({ type }) => type === 'message')?.seq ?? null),
})

/** Erased between the check and now. */
function gone(): never {
  throw notFound('thing')
}

const digestOf = ({ text, data }: { text?: string | undefined; data?: object | undefined }) =>
  createHash('sha256')
    .update(JSON.stringify([text ?? null, data ?? null]))
    .digest('base64url')

function throwAsProblem(error: unknown): never {
  if (error instanceof ReceiptConflictError)
    throw conflict('This messageId came before with another message.')
  throw error
}
