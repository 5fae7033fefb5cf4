import { html, type TemplateResult } from 'lit'
import type { Scope } from '../../../server/protocol/administration.ts'
import { consoleIcon } from '../ui/console-icon.ts'
import type { Read } from './needs.ts'

/** What a new installation needs, in the order in which it is set up. */
export type Step = 'connection' | 'endpoint' | 'knowledge'

const steps: Record<Step, { href: string; name: string; why: string }> = {
  connection: {
    href: '#/connections/new',
    name: 'Connect 8x8',
    why: 'So that chats reach agents. You need an API key of Chat Gateway and a queue.',
  },
  endpoint: {
    href: '#/endpoints/new',
    name: 'Create an endpoint',
    why: 'A chat on your website: who answers first, and what its agents see.',
  },
  knowledge: {
    href: '#/knowledge',
    name: 'Add knowledge',
    why: 'The articles that agents use; suggestions come from them.',
  },
}

/** Whoever has more endpoints than these is past the first steps. */
const MOST_LOOKED_AT = 5

/** The steps that are still to be taken. What somebody may not see counts as done: it is not theirs to do. */
export async function stepsToTake(
  endpoints: readonly { id: string }[],
  can: (scope: Scope) => boolean,
  read: Read,
): Promise<Step[]> {
  const countOf = async (path: string) => (await read<{ items: unknown[] }>(path)).items.length
  const hasNone = async (paths: readonly string[]) => (await Promise.all(paths.map(countOf))).every(isNone)
  const isNone = (count: number) => count === 0
  const sources = endpoints.map(({ id }) => `/endpoints/${id}/knowledge/sources`)
  const lacks: [Step, boolean][] = [
    ['connection', can('connections:read') && (await hasNone(['/connections?limit=1']))],
    ['endpoint', endpoints.length === 0],
    ['knowledge', can('knowledge:read') && endpoints.length <= MOST_LOOKED_AT && (await hasNone(sources))],
  ]
  return lacks.flatMap(([step, isLacking]) => (isLacking ? [step] : []))
}

/** What to do, in order, with what is done already. */
export function renderFirstSteps(toTake: readonly Step[]): TemplateResult {
  const names = Object.keys(steps) as Step[]
  return html`<section class="tile" aria-label="First steps">
    <div class="section-head"><h2>First steps</h2><span class="meta">${names.length - toTake.length} of ${names.length} done</span></div>
    <ol class="todo first-steps">
      ${names.map((name, place) => renderStep(name, place, !toTake.includes(name)))}
    </ol>
  </section>`
}

function renderStep(step: Step, place: number, isDone: boolean) {
  const { href, name, why } = steps[step]
  return html`<li>
    ${isDone ? html`<span class="step-mark passed">${consoleIcon('check')}</span>` : html`<span class="step-mark" aria-hidden="true">${place + 1}</span>`}
    <div>${isDone ? html`<strong>${name}</strong><span class="spoken">, done</span>` : html`<a href=${href}>${name}</a>`}<p class="meta">${why}</p></div>
  </li>`
}
