import { updateWhenLocaleChanges } from '@lit/localize'
import { LitElement } from 'lit'

/** An element that shows texts: it renders again when the language changes. */
export class CopilotElement extends LitElement {
  constructor() {
    super()
    updateWhenLocaleChanges(this)
  }
}
