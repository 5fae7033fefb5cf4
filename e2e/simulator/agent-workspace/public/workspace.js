/** @typedef {import('../../desktop/desktop-view.ts').DesktopView} DesktopView */
/** @typedef {import('../../desktop/desktop-view.ts').ChatView} ChatView */
/** @typedef {import('../../desktop/desktop-view.ts').ChatSummary} ChatSummary */
/** @typedef {Record<string, unknown>} Fields */

/*
 * Agent Workspace as a partner's app sees it: what the agent does at the desktop becomes events for the shell, and what
 * the app sends is done at the desktop.
 */

/**
 * What the desktop does for the app.
 * @typedef {{
 *   lookAtChat: (conversationId: string) => Promise<ChatView>,
 *   insert: (conversationId: string, text: string) => void,
 *   send: (conversationId: string, text: string) => void,
 *   wrapUp: (conversationId: string, codes: string[]) => void,
 * }} Desktop
 */

export class Workspace {
  #desktop
  #place
  /** @type {HTMLIFrameElement | undefined} */
  #shell
  #isShellReady = false
  /** @type {DesktopView | undefined} */
  #view
  /** The chats that the app was told of, by conversation. @type {Map<string, ChatSummary>} */
  #told = new Map()
  /** @type {string | undefined} */
  #focused
  /** Agents' messages of the open chat that were told of. @type {Map<string, number>} */
  #said = new Map()
  /** @type {{name: string, value: Fields}[]} */
  #waiting = []

  /**
   * @param {HTMLElement} place where the app is shown
   * @param {Desktop} desktop
   */
  constructor(place, desktop) {
    this.#place = place
    this.#desktop = desktop
    window.addEventListener('message', ({ origin, source, data }) => {
      if (origin !== location.origin || source !== this.#shell?.contentWindow) return
      if (data.shell === 'ready') this.#begin()
      if (data.shell === 'sent') this.#take(data.name, data.data ?? {})
    })
  }

  /**
   * Tells the app what has changed at the desktop; shows it where one is set up, and says whether it is.
   * @param {DesktopView} view
   * @param {ChatView | undefined} chat the open one
   */
  show(view, chat) {
    this.#view = view
    if (!view.agentWorkspace.panelUrl) return false
    if (!this.#shell) this.#openShell()
    this.#post({ workspace: 'settings', settings: view.agentWorkspace })
    for (const one of view.chats) this.#tellOf(one)
    for (const known of this.#told.values()) {
      if (!view.chats.some(({ id }) => id === known.id)) this.#forget(known)
    }
    if (chat) this.#tellOfOpen(chat)
    return true
  }

  #openShell() {
    const frame = document.createElement('iframe')
    frame.src = '/agent-workspace/shell'
    frame.title = 'Agent Copilot'
    frame.allow = 'clipboard-write'
    frame.dataset['testid'] = 'workspace-shell'
    this.#shell = frame
    this.#place.append(frame)
  }

  #begin() {
    this.#isShellReady = true
    const { agent, agentWorkspace } = /** @type {DesktopView} */ (this.#view)
    this.#post({ workspace: 'settings', settings: agentWorkspace })
    const [firstName = '', ...others] = agent.name.split(' ')
    this.#emit('global-user-details-v1', {
      firstName,
      lastName: others.join(' '),
      name: agent.name,
      userId: agent.id,
      language: agentWorkspace.locale,
    })
    for (const { name, value } of this.#waiting.splice(0)) this.#emit(name, value)
  }

  /** @param {ChatSummary} chat */
  #tellOf(chat) {
    const { id, interactionId, name, ended } = chat
    const known = this.#told.get(id)
    this.#told.set(id, chat)
    if (!known) {
      this.#emit('aw-interaction-started-v1', {
        interactionId,
        interactionType: 'chat',
        direction: 'inbound',
        customerName: name,
        queueName: chat.queue,
      })
      void this.#tellHistory(chat)
    }
    if (ended && !known?.ended) {
      this.#emit('aw-interaction-ended-v1', { interactionId })
      const { wrapUpCodes } = /** @type {DesktopView} */ (this.#view).agentWorkspace
      this.#emit('aw-interaction-wrap-up-codes-v1', { interactionId, wrapUpCodes })
    }
  }

  /** @param {ChatSummary} chat */
  async #tellHistory({ id, interactionId }) {
    const { transcript } = await this.#desktop.lookAtChat(id)
    const messages = transcript.flatMap(entry =>
      entry.type === 'message' ? [this.#chatMessage(id, entry)] : [],
    )
    this.#emit('aw-chat-init-v1', { interactionId, messages })
  }

  /**
   * @param {string} conversationId
   * @param {Extract<ChatView['transcript'][number], {type: 'message'}>} entry
   */
  #chatMessage(conversationId, { key, at = 0, author, name, text }) {
    const hint = this.#view?.agentWorkspace.conversationHint
    return {
      id: key,
      timestamp: at,
      type: 'text',
      rawMessage: text,
      displayName: name,
      isBot: author === 'bot',
      ...(hint && { meta: { app: 'chat-gateway', type: 'chat', conversation_id: conversationId } }),
    }
  }

  /** @param {ChatView} chat */
  #tellOfOpen(chat) {
    const { id, interactionId, queue } = chat
    const said = chat.transcript.flatMap(entry =>
      entry.type === 'message' && entry.author === 'agent' ? [entry] : [],
    )
    const known = this.#said.get(id) ?? said.length
    this.#said.set(id, said.length)
    for (const entry of said.slice(known)) {
      this.#emit('aw-chat-message-sent-v1', { interactionId, message: this.#chatMessage(id, entry) })
    }
    if (this.#focused === interactionId) return
    this.#focused = interactionId
    const version = this.#view?.agentWorkspace.focusVersion ?? 3
    this.#emit(`aw-interaction-focus-v${version}`, {
      interactionId,
      ...(version > 1 && {
        queue: { id: queue, queueId: `northline01~~queue~~chat~~${queue}`, queueName: queue },
      }),
      ...(version > 2 && { isManual: true }),
    })
  }

  /** @param {ChatSummary} chat */
  #forget({ id, interactionId }) {
    this.#told.delete(id)
    this.#said.delete(id)
    if (this.#focused === interactionId) this.#focused = undefined
    this.#emit('aw-close-agent-assist-v1', { interactionId })
  }

  /**
   * @param {string} name
   * @param {Fields} data
   */
  #take(name, { interactionId, message, wrapUpCodes }) {
    const chat = [...this.#told.values()].find(one => one.interactionId === interactionId)
    const effect = this.#view?.agentWorkspace.messageReceived
    if (!chat) return
    if (name === 'aw-chat-message-received-v1' && typeof message === 'string') {
      if (effect === 'composer') this.#desktop.insert(chat.id, message)
      if (effect === 'send') this.#desktop.send(chat.id, message)
    }
    if (name === 'aw-interaction-wrap-up-codes-received-v1' && Array.isArray(wrapUpCodes)) {
      this.#desktop.wrapUp(
        chat.id,
        wrapUpCodes.map(({ id }) => String(id)),
      )
    }
  }

  /**
   * @param {string} name
   * @param {Fields} value
   */
  #emit(name, value) {
    if (this.#isShellReady) this.#post({ workspace: 'event', name, value })
    else this.#waiting.push({ name, value })
  }

  /** @param {object} message */
  #post(message) {
    if (this.#isShellReady) this.#shell?.contentWindow?.postMessage(message, location.origin)
  }
}
