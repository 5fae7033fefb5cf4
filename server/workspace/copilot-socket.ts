import type { Namespace, Socket } from 'socket.io'
import type { FailureLimit } from '../endpoints/rate-limits.ts'
import type { FindModel } from '../language-model/language-model.ts'
import {
  type Abilities,
  type CopilotClientEvents,
  type CopilotServerEvents,
  type Joined,
  joinSchema,
  versionSchema,
} from '../protocol/copilot.ts'
import { PROTOCOL_VERSION } from '../protocol/limits.ts'
import { parseOrRefuse, Refusal, toSocketError } from '../protocol/refusal.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { Admission, AdmitAgent, Link } from './admit-agent.ts'
import { mayJoinFrom } from './page-origins.ts'
import type { RequestName } from './requests.ts'
import { REFUSED, SIGN_ON, Viewing, type ViewingParts } from './viewing.ts'

export type CopilotNamespace = Namespace<CopilotClientEvents, CopilotServerEvents>
export type CopilotSocket = Socket<CopilotClientEvents, CopilotServerEvents>

export interface CopilotSocketParts extends ViewingParts {
  admit: AdmitAgent
  failures: FailureLimit
  /** The address that a widget calls from, as far as proxies may be believed. */
  addressOf: (socket: CopilotSocket) => string
  /** Where browsers reach this server. */
  publicUrl: () => string
  /** A widget shows the chat from now on. */
  opened: (key: string) => Promise<void>
  /** Rejects what is no sign of typing, or one too many. */
  agentTyping: (key: string, payload: unknown) => Promise<void>
  findModel: FindModel
}

const NOT_JOINED = toSocketError(new Refusal('refused', 'Join a chat first.'))

/** The copilot protocol on the namespace `/copilot`; see server/protocol/copilot.ts. */
export function serveCopilot(namespace: CopilotNamespace, parts: CopilotSocketParts): void {
  namespace.on('connection', socket => {
    let viewing: Viewing | undefined
    let isJoining = false
    socket.on('join', (payload: unknown, acknowledge: unknown) => {
      if (typeof acknowledge !== 'function') return
      if (isJoining) {
        acknowledge(toSocketError(new Refusal('too-many', 'One join at a time, please.')))
        return
      }
      isJoining = true
      viewing?.end()
      join(parts, socket, payload)
        .then(({ link, after, admission, answer }) => {
          // The answer goes first, so that the widget knows what the events after it belong to.
          acknowledge(answer)
          if (!socket.connected) return
          viewing = new Viewing(parts, socket, link, admission, after)
          parts.opened(viewing.key).catch(error => parts.logger.warn({ error }, 'a chat was not caught up'))
        })
        .catch(error => acknowledge(explain(parts, error)))
        .finally(() => {
          isJoining = false
        })
    })
    const deskOf = () => (viewing && !viewing.hasEnded ? viewing.desk : undefined)
    for (const name of Object.keys(parts.requests) as RequestName[])
      socket.on(name, (payload: unknown, acknowledge: unknown) => {
        if (typeof acknowledge !== 'function') return
        const answer = deskOf()?.answer(name, payload) ?? Promise.resolve(NOT_JOINED)
        void answer.then(said => acknowledge(said))
      })
    socket.on('cancel', (payload: unknown, acknowledge: unknown) => {
      if (typeof acknowledge === 'function') acknowledge(deskOf()?.cancel(payload) ?? NOT_JOINED)
    })
    socket.on('typing', (payload: unknown) => {
      if (viewing && !viewing.hasEnded) parts.agentTyping(viewing.key, payload).catch(() => undefined)
    })
    socket.on('disconnect', () => viewing?.end())
  })
}

async function join(parts: CopilotSocketParts, socket: CopilotSocket, payload: unknown) {
  const { protocolVersion } = parseOrRefuse(versionSchema, payload)
  if (protocolVersion !== PROTOCOL_VERSION) {
    throw new Refusal('unsupported-version', 'This page is out of date. Please load it again.')
  }
  const { after, ...link } = parseOrRefuse(joinSchema, payload)
  const admission = await parts.failures.guard(parts.addressOf(socket), () => admit(parts, link))
  checkOrigin(parts, socket, admission.settings)
  const model = await parts.findModel(admission.session.owner.endpointId)
  return { link, after, admission, answer: answerTo(admission, model !== undefined) }
}

/** Looked at last: who lacks the link learns nothing of what its endpoint allows. */
function checkOrigin(
  { publicUrl }: CopilotSocketParts,
  { handshake }: CopilotSocket,
  settings: EndpointSettings,
) {
  const { origin, host } = handshake.headers
  if (mayJoinFrom(origin, [host, URL.parse(publicUrl())?.host], settings)) return
  throw new Refusal('refused', `Pages of ${origin} may not show this chat. An administrator can allow them.`)
}

async function admit(parts: CopilotSocketParts, link: Link): Promise<Admission> {
  const admission = await parts.admit(link)
  if (!admission) throw new Refusal('refused', REFUSED)
  if (admission === 'sign-on') throw new Refusal('sign-on', SIGN_ON)
  return admission
}

const answerTo = ({ session, settings }: Admission, model: boolean): Joined => ({
  lastSeq: session.state.seq,
  serverTime: Date.now(),
  abilities: abilitiesOf(settings.copilot, model),
})

const abilitiesOf = (settings: EndpointSettings['copilot'], model: boolean): Abilities => ({
  reply: settings.agentMayReply,
  model,
  wrapUpCodes: settings.wrapUpCodes.map(({ code, name }) => ({ code, name })),
  wrapUpFields: settings.wrapUpFields,
  grid: settings.grid,
  language: settings.language,
})

function explain({ logger }: CopilotSocketParts, error: unknown) {
  if (!(error instanceof Refusal)) logger.error({ error }, 'a widget could not join')
  return toSocketError(error)
}
