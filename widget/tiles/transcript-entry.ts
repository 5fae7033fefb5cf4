import { html, nothing, type TemplateResult } from 'lit'
import type { Attachment } from '../../server/protocol/values.ts'
import { formatLocale } from '../locales/locale.ts'
import { texts } from '../locales/texts.ts'
import { clock, day, isSameDay } from '../locales/times.ts'
import { hasRichContent, offeredReplies, wordsWithReplies } from '../session/offered-replies.ts'
import type { MessageEntry, TranscriptEntry } from '../session/session-view.ts'
import { icon } from '../ui/icon.ts'
import { needChunk } from '../workspace/chunks.ts'
import { noticeText } from './notice-text.ts'

/** Who is who in a transcript, and where its files are. */
export interface TranscriptCast {
  readonly customerName: string
  /** The agent who reads; other agents are colleagues. */
  readonly agentId?: string
  /** The address of the server that has the attachments. */
  readonly server: string
}

/** One entry, under a rule with its day where a day begins. `previous` is the entry above it. */
export function renderEntry(
  entry: TranscriptEntry,
  previous: TranscriptEntry | undefined,
  cast: TranscriptCast,
): TemplateResult {
  const startsDay = previous !== undefined && !isSameDay(previous.at, entry.at)
  return html`${startsDay ? html`<li class="event">${day(entry.at, Date.now())}</li>` : nothing}
  ${entry.kind === 'message' ? renderMessage(entry, cast) : renderNotice(noticeText(entry.event, cast.agentId))}`
}

/** What is read of a message where only its words fit. */
export function wordsOf(entry: MessageEntry): string {
  return (
    entry.text ||
    wordsWithReplies(entry.data) ||
    entry.attachments.map(attachment => attachment.name).join(', ') ||
    texts.transcript.otherContent
  )
}

export function authorOf(entry: MessageEntry, { customerName, agentId }: TranscriptCast): string {
  if (entry.from === 'customer') return customerName
  if (entry.from === 'virtual-agent') return texts.transcript.assistant
  const isAnother = entry.agentId !== undefined && agentId !== undefined && entry.agentId !== agentId
  return isAnother ? texts.transcript.colleague : texts.transcript.you
}

function renderNotice(words: string) {
  return html`<li class="event" data-testid="notice"><span>${words}</span></li>`
}

function renderMessage(entry: MessageEntry, cast: TranscriptCast) {
  const words = entry.text || wordsWithReplies(entry.data)
  const offered = offeredReplies(entry.data)
  const isRich = hasRichContent(entry.data)
  if (isRich) needChunk('rich-content')
  const isEmpty = !words && !isRich && entry.attachments.length === 0 && offered.length === 0
  return html`<li
    class="message ${entry.from} ${entry.undelivered ? 'undelivered' : ''}"
    tabindex="-1"
    data-seq=${entry.seq}
    data-testid="message"
    data-from=${entry.from}
  >
    <p class="by"><b><bdi>${authorOf(entry, cast)}</bdi></b><time>${clock(entry.at)}</time></p>
    ${words ? html`<p class="said" dir="auto">${words}</p>` : nothing}
    ${isEmpty ? html`<p class="said wordless">${texts.transcript.otherContent}</p>` : nothing}
    ${isRich ? html`<agent-copilot-rich-content .data=${entry.data}></agent-copilot-rich-content>` : nothing}
    ${entry.attachments.map(attachment => renderAttachment(attachment, cast.server))}
    ${offered.length > 0 ? renderOffered(offered) : nothing}
    ${
      entry.undelivered
        ? html`<p class="trouble">${icon('alert')}<span>${texts.transcript.undelivered}</span></p>`
        : nothing
    }
  </li>`
}

function renderAttachment({ id, name, sizeInBytes }: Attachment, server: string) {
  const size = sizeInBytes === undefined ? '' : sizeInWords(sizeInBytes)
  return html`<a
    class="attachment"
    href=${`${server.replace(/\/$/, '')}/attachments/${encodeURIComponent(id)}`}
    target="_blank"
    rel="noopener noreferrer"
    >${icon('attachment')}<bdi class="name">${name}</bdi><bdi class="size">${size}</bdi></a
  >`
}

function renderOffered(replies: string[]) {
  return html`<ul class="offered" aria-label=${texts.transcript.offered}>
    ${replies.map(reply => html`<li><bdi>${reply}</bdi></li>`)}
  </ul>`
}

function sizeInWords(bytes: number) {
  const isLarge = bytes >= 1_000_000
  const unit = isLarge ? 'megabyte' : 'kilobyte'
  const format = new Intl.NumberFormat(formatLocale(), {
    style: 'unit',
    unit,
    maximumFractionDigits: isLarge ? 1 : 0,
  })
  return format.format(isLarge ? bytes / 1_000_000 : Math.ceil(bytes / 1000))
}
