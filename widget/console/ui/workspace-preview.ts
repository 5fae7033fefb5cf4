import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Grid } from '../../../server/protocol/assists.ts'
import { copilotSessionStyles } from '../../copilot-session.styles.ts'
import { assistance, chat, nextAction, suggestion } from '../../gallery/material.ts'
import type { SessionController } from '../../session/session-controller.ts'
import { base } from '../../ui/base.ts'
import { tokens } from '../../ui/tokens.ts'
import { placeTiles } from '../../workspace/place-tiles.ts'
import { renderTiles } from '../../workspace/tiles.ts'
import '../../tiles/knowledge.ts'
import '../../tiles/next-action.ts'
import '../../tiles/program-tile.ts'
import '../../tiles/sentiment.ts'
import '../../tiles/suggestions.ts'
import '../../tiles/summary.ts'

const WAITED_MILLISECONDS = 72_000

/** The workspace as agents would see it, with the gallery's chat in its tiles. Nothing in it does anything. */
@customElement('console-workspace-preview')
export class WorkspacePreview extends LitElement {
  static override styles = [tokens, base, copilotSessionStyles]

  @property({ attribute: false }) grid?: Grid

  protected override updated(): void {
    placeTiles(this.renderRoot.querySelector('.copilot'), this.grid)
  }

  protected override render() {
    const session = {
      view: { ...chat, nextAction, assistance: assistance([suggestion()]) },
      drafts: [],
      connection: { name: 'joined' },
      // The chat happened some time ago: as if it went on now.
      clockOffset: (chat.transcript.at(-1)?.at ?? 0) + WAITED_MILLISECONDS - Date.now(),
      historyEnd: chat.lastSeq,
      customerIsWriting: false,
      grid: this.grid,
      abilities: { reply: false, model: false, wrapUpCodes: [], wrapUpFields: [], language: 'en' },
    } as unknown as SessionController
    const frame = {
      server: location.origin,
      sessionId: 'preview',
      held: true,
      inserts: false,
      wrapUpCodes: [],
    }
    return html`<div class=${this.grid ? 'copilot custom' : 'copilot'} inert>${renderTiles(session, frame)}</div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'console-workspace-preview': WorkspacePreview
  }
}
