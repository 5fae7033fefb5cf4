import { html, type TemplateResult } from 'lit'

/** The endpoint that a page is of, to choose another one where there is one; `page` is the first part of its address. */
export function chooseEndpoint(
  page: string,
  endpoints: readonly { id: string; name: string }[],
  chosen: string | undefined,
): TemplateResult {
  if (endpoints.length === 1) return html`<p class="meta" dir="auto">${endpoints[0]?.name}</p>`
  const choose = (event: Event) => {
    location.hash = `#/${page}/${(event.target as HTMLSelectElement).value}`
  }
  return html`<label class="inline">of <select @change=${choose}>
    ${endpoints.map(({ id, name }) => html`<option value=${id} ?selected=${id === chosen}>${name}</option>`)}
  </select></label>`
}
