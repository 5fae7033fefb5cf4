import { html, render } from 'lit'

export interface Question {
  title: string
  text: string
  /** What the button says that goes on: a verb with its object. */
  action: string
}

/** Asks before something that cannot be taken back; resolves with whether the reader wants it. */
export function confirmAct({ title, text, action }: Question): Promise<boolean> {
  const dialog = document.createElement('dialog')
  dialog.className = 'tile dialog'
  const content = html`<form method="dialog">
    <h2 id="dialog-title">${title}</h2>
    <p>${text}</p>
    <div class="actions">
      <button class="button danger" value="yes">${action}</button>
      <button class="button" value="">Cancel</button>
    </div>
  </form>`
  dialog.setAttribute('aria-labelledby', 'dialog-title')
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
