import { html, nothing, type TemplateResult } from 'lit'
import type { Analytics } from '../../../server/protocol/analytics.ts'
import './stacked-bars.ts'
import { type Bar, type Part, percent } from './stacked-bars.ts'
import { daysBetween, duration, waited } from './times.ts'

export interface Period {
  from: string
  to: string
}

/** In the place of an endpoint's id, which is never spelled so. */
export const ALL_ENDPOINTS = '*'

/** Where figures are read: of one endpoint, or of all. */
export const analyticsPath = (endpointId: string): string =>
  endpointId === ALL_ENDPOINTS ? '/analytics' : `/endpoints/${encodeURIComponent(endpointId)}/analytics`

/** All endpoints, or one of them, to choose from. */
export const endpointOptions = (
  endpoints: readonly { id: string; name: string }[],
  chosen: string,
): TemplateResult =>
  html`${[{ id: ALL_ENDPOINTS, name: 'All endpoints' }, ...endpoints].map(({ id, name }) => html`<option value=${id} ?selected=${id === chosen}>${name}</option>`)}`

/** Says that figures are still to grow. */
export const stillCounting = ({ complete }: Analytics): TemplateResult | typeof nothing =>
  complete
    ? nothing
    : html`<p class="notice" role="status">Older chats are still being counted. Look again in a minute.</p>`

const turnParts: readonly Part[] = [
  { name: 'asIs', label: 'Used as is', look: 'solid' },
  { name: 'edited', label: 'Edited first', look: 'washed' },
  { name: 'dismissed', label: 'Dismissed', look: 'grey' },
  { name: 'cleared', label: 'Cleared', look: 'outlined' },
  { name: 'left', label: 'Left alone', look: 'faint' },
  { name: 'silent', label: 'Silent', look: '' },
]

const handoverParts: readonly Part[] = [
  { name: 'completed', label: 'Completed', look: 'solid' },
  { name: 'cancelled', label: 'Cancelled', look: 'washed' },
  { name: 'error', label: 'Failed', look: 'grey' },
  { name: 'on', label: 'Still on', look: 'outlined' },
]

const tokenParts: readonly Part[] = [
  { name: 'inputTokens', label: 'Read', look: 'solid' },
  { name: 'outputTokens', label: 'Written', look: 'washed' },
]

/** What became of the turns that were worth helping with, as shares of each day. */
export const turnsChart = ({ turnsByDay }: Analytics, period: Period): TemplateResult =>
  html`<console-stacked-bars label="What became of eligible turns" shares .parts=${turnParts} .bars=${barsOf(turnsByDay, period)}></console-stacked-bars>`

/** How handovers ended, by the day on which they were asked for. */
export function handoversChart({ handoversByDay }: Analytics, period: Period): TemplateResult {
  const days = handoversByDay.map(({ day, requested, completed, cancelled, error }) => ({
    day,
    completed,
    cancelled,
    error,
    on: Math.max(0, requested - completed - cancelled - error),
  }))
  return html`<console-stacked-bars label="How handovers ended" .parts=${handoverParts} .bars=${barsOf(days, period)}></console-stacked-bars>`
}

/** Tokens of the language model. */
export const tokensChart = ({ model }: Analytics, period: Period): TemplateResult =>
  html`<console-stacked-bars label="Tokens of the language model" .parts=${tokenParts} .bars=${barsOf(model, period)}></console-stacked-bars>`

/** A bar for each day of the period, also where nothing was counted; none at all where nothing ever was. */
function barsOf(
  days: readonly ({ day: string } & Record<string, number | string>)[],
  { from, to }: Period,
): Bar[] {
  if (days.length === 0) return []
  const byDay = new Map(days.map(({ day, ...counts }) => [day, counts as Record<string, number>]))
  return daysBetween(from, to).map(day => ({ day, counts: byDay.get(day) ?? {} }))
}

/** The figures at the head of a page: what they count stands below each. */
export function turnFigures({ turns, medianEdit, facts, firstSuggestion }: Analytics): TemplateResult {
  const { eligible, asIs, edited, silent } = turns
  const of = (count: number) => percent(count, eligible)
  return html`<dl class="figure-row">
    ${figure('Eligible turns', eligible.toLocaleString(), 'Customer messages an agent had to answer')}
    ${figure('Shown', of(eligible - silent), `Of eligible turns; silent for the other ${of(silent)}`)}
    ${figure('Used', of(asIs + edited), `Of eligible turns: ${of(asIs)} as is, ${of(edited)} after editing`)}
    ${figure('Median edit', medianEdit === null ? '–' : `${Math.round(medianEdit * 100)}%`, 'Of the characters, when edited')}
    ${figure('Marked facts', percent(facts.marked, facts.shown), `${facts.marked.toLocaleString()} of ${facts.shown.toLocaleString()} facts in shown replies had no source`)}
    ${figure('First suggestion', firstSuggestion.median === null ? '–' : duration(firstSuggestion.median), `After the customer’s message, median of ${firstSuggestion.count.toLocaleString()}`)}
  </dl>`
}

const figure = (title: string, value: string, of: string) =>
  html`<div><dt>${title}</dt><dd class="figure">${value}</dd><dd class="meta">${of}</dd></div>`

/** From asking for a person to the end, each step beside the one that all began with. */
export function funnelTile({ handovers }: Analytics): TemplateResult {
  const { requested, opened, joined, completed, cancelled, error, refused } = handovers
  const steps = [
    ['Asked for', requested],
    ['Opened at 8x8', opened],
    ['An agent came', joined],
    ['Completed', completed],
  ] as const
  return html`<section class="tile" aria-label="Handovers">
    <div class="section-head"><h2>Handovers</h2><span class="meta">Percent of those asked for</span></div>
    ${
      requested + refused === 0
        ? html`<p class="meta">Nobody asked for a person in these days.</p>`
        : html`<table class="table funnel">
          <thead class="spoken"><tr><th scope="col">Step</th><th scope="col">Share</th><th scope="col">Handovers</th><th scope="col">Percent</th></tr></thead>
          <tbody>
            ${steps.map(
              ([name, count]) => html`<tr>
                <th scope="row">${name}</th>
                <td class="bar-cell"><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="solid" width=${requested === 0 ? 0 : (count / requested) * 100} height="10" /></svg></td>
                <td class="number">${count.toLocaleString()}</td>
                <td class="number">${percent(count, requested)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
        <p class="meta">
          ${cancelled.toLocaleString()} cancelled, ${error.toLocaleString()} failed${refused > 0 ? `; ${refused.toLocaleString()} more could not even be asked for` : ''}.
        </p>`
    }
  </section>`
}

/** Endpoints beside each other, each with a way to its own figures. */
export function endpointsTile(
  { endpoints }: Analytics,
  names: readonly { id: string; name: string }[],
): TemplateResult {
  return html`<section class="tile" aria-label="By endpoint" tabindex="0">
    <div class="section-head"><h2>By endpoint</h2></div>
    <table class="table">
      <thead><tr><th scope="col">Endpoint</th><th scope="col" class="number">Chats</th><th scope="col" class="number">Eligible turns</th><th scope="col" class="number">Used</th><th scope="col" class="number">Handovers</th><th scope="col" class="number">An agent came</th></tr></thead>
      <tbody>
        ${endpoints.map(
          ({ endpointId, sessions, eligible, used, requested, joined }) => html`<tr>
            <th scope="row"><a href="#/overview/${endpointId}" dir="auto">${names.find(({ id }) => id === endpointId)?.name ?? endpointId}</a></th>
            <td class="number">${sessions.toLocaleString()}</td>
            <td class="number">${eligible.toLocaleString()}</td>
            <td class="number">${percent(used, eligible)}</td>
            <td class="number">${requested.toLocaleString()}</td>
            <td class="number">${percent(joined, requested)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}

/** How long people waited, and how long they were served. */
export function waitsTile({ queueTime, handoverTime }: Analytics): TemplateResult {
  const rows = [
    ['Wait in the queue', queueTime],
    ['With an agent', handoverTime],
  ] as const
  const shown = (time: number | null) => (time === null ? '–' : waited(time))
  return html`<section class="tile" aria-label="Times" tabindex="0" tabindex="0">
    <div class="section-head"><h2>Times</h2><span class="meta">Of handovers that an agent joined</span></div>
    <table class="table">
      <thead><tr><th scope="col">Time</th><th scope="col" class="number">Median</th><th scope="col" class="number">Nine of ten within</th><th scope="col" class="number">Longest</th><th scope="col" class="number">Handovers</th></tr></thead>
      <tbody>
        ${rows.map(
          ([name, { median, ninetieth, longest, count }]) =>
            html`<tr><th scope="row">${name}</th><td class="number">${shown(median)}</td><td class="number">${shown(ninetieth)}</td><td class="number">${shown(longest)}</td><td class="number">${count.toLocaleString()}</td></tr>`,
        )}
      </tbody>
    </table>
  </section>`
}
