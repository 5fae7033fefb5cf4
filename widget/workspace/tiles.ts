import { html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { Abilities } from '../../server/protocol/copilot.ts'
import { texts } from '../locales/texts.ts'
import type { SessionController } from '../session/session-controller.ts'
import { wrapsUp } from '../session/wraps-up.ts'
import { BUILT_IN } from './built-in.ts'
import '../tiles/customer.ts'
import '../tiles/transcript.ts'
import { needChunk } from './chunks.ts'

/** What the tiles of a session need besides the session. */
export interface Frame {
  /** The address of the copilot's server. */
  readonly server: string
  readonly sessionId: string
  /** Whether nothing may move. */
  readonly held: boolean
  /** Whether there is a reply box to insert into. */
  readonly inserts: boolean
  /** Codes to choose from when the chat is wrapped up. */
  readonly wrapUpCodes: Abilities['wrapUpCodes']
}

/** Every tile of a session, and the reply box where the agent may answer from here. */
export function renderTiles(session: SessionController, frame: Frame) {
  const { view, connection, clockOffset, historyEnd = 0, customerIsWriting, abilities } = session
  const isFollowed = connection.name !== 'lost'
  return html`
    <agent-copilot-customer
      class="customer"
      data-tile="customer"
      .profile=${view.profile}
      .facts=${view.facts}
      .sentiment=${view.sentiment}
      .handover=${view.handover}
      .unansweredSince=${isFollowed ? view.unansweredSince : undefined}
      .clockOffset=${clockOffset}
    ></agent-copilot-customer>
    <div class="body ${wrapsUp(view.handover) ? 'over' : ''}">
      <div class="assistance">${renderSuggestions(session, frame)} ${renderKnowledge(session, frame)}</div>
      ${renderAside(session, frame)}
      <agent-copilot-transcript
        class="transcript"
        data-tile="transcript"
        .entries=${view.transcript}
        .heldFrom=${view.heldFrom}
        .loadEarlier=${session.loadEarlier}
        .readBack=${session.readBack}
        .customerName=${view.profile.name || texts.customer.unnamed}
        .agentId=${view.handover.agentId}
        .server=${frame.server}
        .historyEnd=${historyEnd}
        ?customerIsWriting=${customerIsWriting}
      ></agent-copilot-transcript>
    </div>
    ${abilities.reply ? renderReplyBox(session, frame) : nothing}
    <agent-copilot-help ?replies=${abilities.reply}></agent-copilot-help>
  `
}

/** Replies to a chat that is over would reach nobody. */
function renderSuggestions(
  { view, drafts, connection, abilities, historyEnd = 0, clockOffset, grid }: SessionController,
  { held, inserts }: Frame,
) {
  const isOver = wrapsUp(view.handover) && !grid
  return html`<agent-copilot-suggestions
    data-tile="suggestions"
    .assistance=${view.assistance}
    .drafts=${drafts}
    .outcomes=${view.outcomes}
    .seen=${view.seen}
    .transcript=${view.transcript}
    .snoozedUntil=${view.snoozedUntil}
    .language=${view.profile.language ?? ''}
    .clockOffset=${clockOffset}
    ?hasQuestion=${view.newestCustomerMessage !== undefined}
    ?followed=${connection.name !== 'lost'}
    ?hidden=${isOver}
    ?live=${!isOver && (view.lastSeq > historyEnd || drafts.length > 0)}
    ?held=${held}
    ?inserts=${inserts}
    ?rewrites=${abilities.model}
  ></agent-copilot-suggestions>`
}

function renderKnowledge({ view, abilities, connection }: SessionController, { held, inserts }: Frame) {
  needChunk('knowledge')
  return html`<agent-copilot-knowledge
    data-tile="knowledge"
    .passages=${view.assistance?.passages ?? []}
    ?held=${held}
    ?inserts=${inserts}
    ?answers=${abilities.model}
    ?connected=${connection.name === 'joined'}
  ></agent-copilot-knowledge>`
}

function renderAside(session: SessionController, frame: Frame) {
  const { view, grid } = session
  const inGrid = (name: string) => grid !== undefined && Object.hasOwn(grid.tiles, name)
  const parts = [
    view.nextAction || inGrid('next-action') ? renderNextAction(session) : nothing,
    inGrid('sentiment') ? renderSentiment(session) : nothing,
    hasSummary(session) || inGrid('summary') ? renderSummary(session, frame) : nothing,
    renderProgramTiles(session, frame),
  ]
  return parts.every(part => part === nothing) ? nothing : html`<div class="aside">${parts}</div>`
}

/** Where people have talked there is something to sum up. */
function hasSummary({ view }: SessionController) {
  return view.summary !== undefined || view.handover.joinedAt !== undefined
}

function renderNextAction({ view }: SessionController) {
  needChunk('next-action')
  return html`<agent-copilot-next-action data-tile="next-action" .nextAction=${view.nextAction}></agent-copilot-next-action>`
}

function renderSentiment({ view }: SessionController) {
  needChunk('sentiment')
  return html`<agent-copilot-sentiment data-tile="sentiment" .sentiment=${view.sentiment}></agent-copilot-sentiment>`
}

function renderSummary({ view, abilities }: SessionController, { wrapUpCodes }: Frame) {
  needChunk('summary')
  return html`<agent-copilot-summary
    data-tile="summary"
    .summary=${view.summary}
    .transcript=${view.transcript}
    .handover=${view.handover}
    .wrapUp=${view.wrapUp}
    .codes=${wrapUpCodes}
    .fields=${abilities.wrapUpFields}
  ></agent-copilot-summary>`
}

/** Tiles that bots and programs filled, and those that a grid has a place for and nobody filled. */
function renderProgramTiles({ view, grid }: SessionController, { server }: Frame) {
  const names = new Set([...Object.keys(view.tiles), ...Object.keys(grid?.tiles ?? {})])
  const ids = [...names].filter(name => !BUILT_IN.has(name))
  if (ids.length === 0) return nothing
  needChunk('program-tile')
  return repeat(
    ids,
    id => id,
    id => html`<agent-copilot-program-tile
      data-tile=${id}
      .tileId=${id}
      .content=${view.tiles[id]?.tile}
      .data=${view.tiles[id]?.data}
      .server=${server}
    ></agent-copilot-program-tile>`,
  )
}

function renderReplyBox({ view, tellTyping }: SessionController, { sessionId }: Frame) {
  needChunk('reply-box')
  return html`<agent-copilot-reply-box
    class="reply"
    .sessionId=${sessionId}
    .handover=${view.handover}
    .tellTyping=${tellTyping}
  ></agent-copilot-reply-box>`
}
