import type { z } from 'zod'
import type { embeddingSchema } from '../protocol/endpoints.ts'

/** Ready-made ways to bring the copilot of one endpoint before agents, to copy and paste. */
export function embeddingOf(publicUrl: string, URLToken: string): z.output<typeof embeddingSchema> {
  const { origin } = new URL(publicUrl)
  const ids = 'userId=${userId}&sessionId=${sessionId}'
  const panel = `${publicUrl}/panel?URLToken=${URLToken}&auth=<panel key>`
  return {
    linkPattern: `${publicUrl}/?${ids}&URLToken=${URLToken}`,
    element: [
      `<script type="module" src="${publicUrl}/agent-copilot.js"></script>`,
      `<agent-copilot url-token="${URLToken}" user-id="…" session-id="…"></agent-copilot>`,
    ].join('\n'),
    iframe: `<script src="${publicUrl}/embed.js" data-url-token="${URLToken}" data-user-id="…" data-session-id="…"></script>`,
    panel: { address: panel, origin, textFor8x8: registrationText(panel, origin) },
    screenPop: { address: `${publicUrl}/screen-pop?URLToken=${URLToken}&auth=<panel key>`, method: 'POST' },
    configUrl: `${publicUrl}/${URLToken}`,
    socketUrl: publicUrl,
  }
}

/** 8x8 registers partners' panels on request; there is no page in its consoles for it. */
const registrationText = (panel: string, origin: string) =>
  [
    'Hello,',
    '',
    'please register the following panel for our tenant in 8x8 Agent Workspace:',
    '',
    '- Name: Agent Copilot',
    `- Address (iframe): ${panel}`,
    `- Origin to allow for messages: ${origin}`,
    '- Permission of the frame: clipboard-write',
    '- Interaction types: chat',
    '- Events it reads: global-user-details-v1, aw-interaction-started-v1, aw-interaction-ended-v1,',
    '  aw-interaction-focus-v1, -v2 and -v3, aw-chat-init-v1, aw-chat-message-sent-v1, aw-close-agent-assist-v1,',
    '  aw-interaction-wrap-up-codes-v1',
    '- Events it sends: aw-chat-message-received-v1, aw-interaction-wrap-up-codes-received-v1',
    '',
    'Please tell us whether the panel opens for each interaction or once, and what aw-chat-message-received-v1 does.',
  ].join('\n')
