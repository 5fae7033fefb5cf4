import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Health } from '../../../server/protocol/health.ts'
import { ask } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { consoleIcon } from '../ui/console-icon.ts'
import { titleOf } from '../ui/form-schema.ts'
import { percent } from '../ui/stacked-bars.ts'
import { dayAndTime } from '../ui/times.ts'

const READ_AGAIN_MILLISECONDS = 10_000
const BYTES_IN_MEGABYTE = 1_000_000

const redisWords = {
  'not-used': 'Not used',
  answers: 'Answers',
  away: 'Does not answer; servers go on, seconds later',
}

/** What the installation stands on, what waits, and what was given up; read again every few seconds. */
@customElement('console-health')
export class HealthPage extends ConsolePage {
  @state() private health?: Health
  @state() private readAt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  protected override async load(): Promise<void> {
    clearTimeout(this.#timer)
    try {
      this.health = await ask('GET', '/health')
      this.readAt = Date.now()
    } finally {
      if (this.isConnected) this.#timer = setTimeout(() => void this.reload(), READ_AGAIN_MILLISECONDS)
    }
  }

  protected override renderPage() {
    const { health } = this
    return html`<header class="page-head">
        <h1>Health</h1>
        ${
          health
            ? html`<span class="tag ${health.ready ? 'good' : 'bad'}">${consoleIcon(health.ready ? 'check' : 'alert')}${health.ready ? 'Ready' : 'Not ready'}</span>
          <p class="meta end">Read at ${new Date(this.readAt).toLocaleTimeString()}, again every 10 seconds</p>`
            : nothing
        }
      </header>
      ${health ? this.#renderHealth(health) : html`<p class="meta" role="status">Loading</p>`}`
  }

  #renderHealth(health: Health) {
    return html`<div class="two even">${renderGround(health)} ${renderBacklog(health)}</div>
      ${renderParked(health)} ${renderModels(health)} ${renderServers(health)}`
  }
}

function renderGround({ database, redis, version, node, startedAt, memoryInBytes }: Health) {
  const kind = database.kind === 'embedded' ? 'Embedded (SQLite)' : 'PostgreSQL'
  return facts('This server', [
    ['Database', `${kind}, ${database.answers ? 'answers' : 'does not answer'}`, !database.answers],
    ['Redis', redisWords[redis], redis === 'away'],
    ['Version', version],
    ['Node.js', node],
    ['Running since', dayAndTime(startedAt)],
    ['Memory', `${Math.round(memoryInBytes / BYTES_IN_MEGABYTE)} MB`],
  ])
}

const renderBacklog = ({
  backlog: { pending, late, oldestDueAt, waitingWebhooks, runningImports },
}: Health) =>
  facts('What waits', [
    ['Deliveries to be made', pending.toLocaleString()],
    ['Late by more than a minute', late.toLocaleString(), late > 0],
    ['Oldest is due', oldestDueAt === null ? 'Nothing waits' : dayAndTime(oldestDueAt)],
    ['Webhooks of unknown conversations', waitingWebhooks.toLocaleString()],
    ['Imports of knowledge', runningImports.toLocaleString()],
  ])

const facts = (title: string, rows: [name: string, value: string, isTrouble?: boolean][]) =>
  html`<section class="tile" aria-label=${title}>
    <div class="section-head"><h2>${title}</h2></div>
    <table class="table"><tbody>
      ${rows.map(
        ([name, value, isTrouble]) =>
          html`<tr><th scope="row">${name}</th><td>${isTrouble ? html`<span class="tag warn">${consoleIcon('alert')}${value}</span>` : value}</td></tr>`,
      )}
    </tbody></table>
  </section>`

const renderParked = ({ parked }: Health) =>
  html`<section class="tile" aria-label="Given up">
    <div class="section-head"><h2>Given up</h2><span class="meta">Deliveries of the last week that 8x8 or a bot refused for good; the newest 50</span></div>
    ${
      parked.length === 0
        ? html`<p class="meta">None. Everything was delivered or is tried again.</p>`
        : html`<table class="table">
          <thead><tr><th scope="col">When</th><th scope="col">To</th><th scope="col">Why</th><th scope="col" class="number">Attempts</th><th scope="col"><span class="spoken">Trace</span></th></tr></thead>
          <tbody>
            ${parked.map(
              ({ at, target, error, attempts, sessionKey }) =>
                html`<tr><td><time>${dayAndTime(at)}</time></td><td>${titleOf([target])}</td><td dir="auto">${error || 'No reason was given'}</td><td class="number">${attempts}</td><td class="acts"><a href="#/sessions/${sessionKey}" aria-label="Trace of the session, ${dayAndTime(at)}">Trace</a></td></tr>`,
            )}
          </tbody>
        </table>`
    }
  </section>`

function renderModels({ models, modelRequests }: Health) {
  const requests = Object.entries(modelRequests).filter(([, count]) => count > 0)
  return html`<section class="tile" aria-label="Language models">
    <div class="section-head"><h2>Language models</h2><span class="meta">Without one, suggestions come from knowledge alone</span></div>
    ${
      models.length === 0
        ? html`<p class="meta">There is no endpoint yet.</p>`
        : html`<table class="table">
          <thead><tr><th scope="col">Endpoint</th><th scope="col">Model</th><th scope="col">At</th><th scope="col" class="number">Tokens today</th><th scope="col" class="number">Of its limit</th></tr></thead>
          <tbody>
            ${models.map(
              ({ endpointId, name, model, host, ofServer, tokensToday, tokensPerDay }) => html`<tr>
                <th scope="row"><a href="#/endpoints/${endpointId}/copilot" dir="auto">${name}</a></th>
                <td>${model ?? 'None'}${model && ofServer ? html` <span class="meta">the server’s</span>` : nothing}</td>
                <td>${host ?? '–'}</td>
                <td class="number">${tokensToday.toLocaleString()}</td>
                <td class="number">${tokensToday >= tokensPerDay && model ? html`<span class="tag warn">${consoleIcon('alert')}Used up</span>` : model ? percent(tokensToday, tokensPerDay) : '–'}</td>
              </tr>`,
            )}
          </tbody>
        </table>
        <p class="meta">
          ${requests.length === 0 ? 'This server has asked no model since it started.' : `Asked by this server since it started: ${requests.map(([outcome, count]) => `${titleOf([outcome]).toLowerCase()} ${count.toLocaleString()}`).join(', ')}.`}
        </p>`
    }
  </section>`
}

const renderServers = ({ servers }: Health) =>
  html`<section class="tile" aria-label="Servers">
    <div class="section-head"><h2>Servers</h2><span class="meta">Those that work chats now</span></div>
    <table class="table">
      <thead><tr><th scope="col">Server</th><th scope="col" class="number">Chats in its hands</th></tr></thead>
      <tbody>
        ${servers.map(
          ({ serverId, sessions, isThis }) =>
            html`<tr><th scope="row"><code>${serverId}</code>${isThis ? html` <span class="meta">this one</span>` : nothing}</th><td class="number">${sessions.toLocaleString()}</td></tr>`,
        )}
      </tbody>
    </table>
  </section>`

declare global {
  interface HTMLElementTagNameMap {
    'console-health': HealthPage
  }
}
