import { html, nothing, render, type TemplateResult } from 'lit'

export interface Question {
  title: string
  text: string
  /** What the button says that goes on: a verb with its object. */
  action: string
}

export interface TypedQuestion extends Question {
  /** What must be typed, to the letter. */
  typed: string
}

/** Asks before something that cannot be taken back; resolves with whether the reader wants it. */
export const confirmAct = (question: Question): Promise<boolean> => showDialog(question)

/** Asks as `confirmAct` does, and has the act's object typed. */
export function confirmByTyping({ typed, ...question }: TypedQuestion): Promise<boolean> {
  const compare = (event: Event) => {
    const { form, value } = event.target as HTMLInputElement
    const button = form?.querySelector<HTMLButtonElement>('.danger')
    if (button) button.disabled = value !== typed
  }
  return showDialog(
    question,
    html`<div class="labelled">
      <label for="dialog-typed">Type <code dir="auto">${typed}</code> to confirm</label>
      <input id="dialog-typed" autocomplete="off" spellcheck="false" dir="auto" @input=${compare} />
    </div>`,
  )
}

/** With a `condition` between text and buttons, which lets the act's button go. */
function showDialog({ title, text, action }: Question, condition?: TemplateResult): Promise<boolean> {
  const dialog = document.createElement('dialog')
  dialog.className = 'tile dialog'
  dialog.setAttribute('aria-labelledby', 'dialog-title')
  const content = html`<form method="dialog">
    <h2 id="dialog-title">${title}</h2>
    <p>${text}</p>
    ${condition ?? nothing}
    <div class="actions">
      <button class="button danger" value="yes" ?disabled=${condition !== undefined}>${action}</button>
      <button class="button" value="">Cancel</button>
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
