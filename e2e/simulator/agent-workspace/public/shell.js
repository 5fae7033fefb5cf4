import { PartnerPort } from './partner-port.js'

/*
 * The shell between Agent Workspace and a partner's app: holds the app's frame, speaks the port protocol with it, and
 * passes events on between it and the workspace above.
 */

/** @typedef {import('../settings.ts').AgentWorkspaceSettings} Settings */

/** @param {object} message */
const tellWorkspace = message => window.parent.postMessage(message, location.origin)

/** @type {PartnerPort | undefined} */
let partner

/** @param {Settings} settings */
function open(settings) {
  const frame = document.createElement('iframe')
  frame.src = settings.panelUrl ?? ''
  frame.title = 'Agent Copilot'
  frame.allow = 'clipboard-write'
  frame.dataset['testid'] = 'copilot-frame'
  partner = new PartnerPort(frame, settings, (name, data) => tellWorkspace({ shell: 'sent', name, data }))
  document.body.replaceChildren(frame)
}

window.addEventListener('message', ({ origin, source, data }) => {
  if (origin !== location.origin || source !== window.parent) return
  if (data.workspace === 'settings') {
    if (partner) partner.settings = data.settings
    else open(data.settings)
  } else if (data.workspace === 'event') partner?.emit(data.name, data.value)
})
tellWorkspace({ shell: 'ready' })
