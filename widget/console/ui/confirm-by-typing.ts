import { html, render } from 'lit'

export interface TypedQuestion {
  title: string
  text: string
  /** What must be typed, to the letter. */
  typed: string
  action: string
}

/** Asks before something that cannot be taken back, and has its object typed; resolves with whether the reader wants it. */
export function confirmByTyping({ title, text, typed, action }: TypedQuestion): Promise<boolean> {
  const dialog = document.createElement('dialog')
  dialog.className = 'tile dialog'
  dialog.setAttribute('aria-labelledby', 'dialog-title')
  const compare = (event: Event) => {
    const button = dialog.querySelector<HTMLButtonElement>('.danger')
    if (button) button.disabled = (event.target as HTMLInputElement).value !== typed
  }
  const content = html`<form method="dialog">
    <h2 id="dialog-title">${title}</h2>
    <p>${text}</p>
    <div class="labelled">
      <label for="dialog-typed">Type <code dir="auto">${typed}</code> to confirm</label>
      <input id="dialog-typed" autocomplete="off" spellcheck="false" dir="auto" @input=${compare} />
    </div>
    <div class="actions">
      <button class="button danger" value="yes" disabled>${action}</button>
      <button class="button" type="button" @click=${() => dialog.close()}>Cancel</button>
    </div>
  </form>`
  render(content, dialog)
  document.body.append(dialog)
  dialog.showModal()
  return new Promise(resolve => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
  })
}
