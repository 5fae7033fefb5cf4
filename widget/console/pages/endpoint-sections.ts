import { html, nothing, type TemplateResult } from 'lit'
import type { AdministeredConnection } from '../../../server/protocol/connections.ts'
import type { ApiError } from '../api.ts'
import '../ui/schema-form.ts'
import type { SchemaForm } from '../ui/schema-form.ts'

/** The parts of an endpoint's settings, each a tab of its own. */
export const sections = [
  { name: 'virtualAgent', title: 'Virtual agent' },
  { name: 'handover', title: 'Handover' },
  { name: 'copilot', title: 'Copilot' },
  { name: 'knowledge', title: 'Knowledge' },
  { name: 'customer', title: 'Customer' },
  { name: 'privacy', title: 'Privacy' },
  { name: 'other', title: 'Other systems' },
] as const

/** Settings that belong to no part of their own. */
const OTHER = ['ingest', 'client']

/** What other pages of the console edit. */
const EDITED_ELSEWHERE = ['playbooks', 'grid']

/** The copilot's settings by what they are about; a setting that is in none of these stands at the end. */
const copilotGroups: { title: string; only: string[]; seldom?: string[] }[] = [
  {
    title: 'Access',
    only: ['policy', 'signedLinks', 'linkHours', 'allowedOrigins', 'panel'],
    seldom: ['panel'],
  },
  { title: 'Replies', only: ['agentMayReply', 'language', 'sentiment', 'usagePerAgent', 'suggestions'] },
  { title: 'Language model', only: ['model', 'modelLimits', 'prompts'], seldom: ['modelLimits', 'prompts'] },
  { title: 'Wrap-up', only: ['wrapUpCodes', 'wrapUpFields'] },
]
const GROUPED = copilotGroups.flatMap(({ only }) => only)

/** What few endpoints change, by section. */
const seldom: Record<string, string[]> = {
  handover: ['channelId', 'queueId', 'properties', 'inactivityLimit', 'agentLeftGraceSeconds'],
  customer: ['restTurnSeconds', 'attachmentTypes'],
}

type Section = (typeof sections)[number]

/** What a section shows and edits. */
export interface SectionParts {
  endpointId: string
  settings: Record<string, unknown>
  /** What an endpoint may be connected to. */
  connections: readonly AdministeredConnection[]
  errors: ApiError['errors']
  disabled: boolean
  /** The reader may see articles. */
  hasArticles: boolean
  /** The button that saves, in the section's last tile. */
  save: unknown
  change: (settings: Record<string, unknown>) => void
}

/** One part of an endpoint's settings, as a tile or as one for each group. */
export function renderSection({ name, title }: Section, parts: SectionParts): TemplateResult {
  if (name === 'other')
    return html`<section class="tile" aria-label=${title}>${renderForm(parts, undefined, { only: OTHER })} ${parts.save}</section>`
  if (name !== 'copilot')
    return html`<section class="tile" aria-label=${title}>${name === 'knowledge' ? renderWayToArticles(parts) : nothing}${renderForm(parts, name, { seldom: seldom[name] ?? [] })} ${parts.save}</section>`
  return html`${copilotGroups.map(
    group =>
      html`<section class="tile" aria-label=${group.title}><div class="section-head"><h2>${group.title}</h2></div>${renderForm(parts, name, group)}</section>`,
  )}
    <section class="tile" aria-label="Save">
      ${renderForm(parts, name, { without: [...EDITED_ELSEWHERE, ...GROUPED] })} ${parts.save}
    </section>`
}

function renderWayToArticles({ endpointId, hasArticles }: SectionParts) {
  return hasArticles
    ? html`<p class="meta">How articles are searched. The articles themselves are under <a href="#/knowledge/${endpointId}">Knowledge</a>.</p>`
    : nothing
}

/** Of one part of the settings, or of all where no part is named. */
function renderForm(
  parts: SectionParts,
  name: string | undefined,
  fields: { only?: string[]; seldom?: string[]; without?: string[] },
) {
  const { settings } = parts
  const change = (event: Event) => {
    const { value } = event.target as SchemaForm
    parts.change(name ? { ...settings, [name]: value } : (value as Record<string, unknown>))
  }
  return html`<console-form
    operation="updateEndpoint"
    .place=${name ? ['settings', name] : ['settings']}
    .value=${name ? settings[name] : settings}
    .errors=${parts.errors}
    .only=${fields.only ?? []}
    .seldom=${fields.seldom ?? []}
    .without=${fields.without ?? []}
    .choices=${{ connectionId: parts.connections.map(({ id, name: label }) => ({ value: id, label })) }}
    ?disabled=${parts.disabled}
    @form-change=${change}
  ></console-form>`
}
