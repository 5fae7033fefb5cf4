/** @typedef {import('../../desktop/desktop-view.ts').ChatSummary} ChatSummary */
/** @typedef {import('../settings.ts').ScreenPopSettings} ScreenPop */

/**
 * What has been popped for, by trigger and interaction; undefined before the first look, when nothing is news.
 * @type {Set<string> | undefined}
 */
let done

/**
 * Opens the company's page for chats that were offered, accepted or completed since the last look.
 * @param {ScreenPop} settings
 * @param {{waiting: readonly ChatSummary[], chats: readonly ChatSummary[]}} view
 */
export function popScreens(settings, { waiting, chats }) {
  const happened = [
    ...waiting.map(chat => ({ trigger: /** @type {const} */ ('offered'), chat })),
    ...chats.map(chat => ({ trigger: /** @type {const} */ ('accepted'), chat })),
    ...chats
      .filter(({ ended }) => ended)
      .map(chat => ({ trigger: /** @type {const} */ ('completed'), chat })),
  ]
  const known = done ?? new Set(happened.map(nameOf))
  for (const one of happened) {
    if (!known.has(nameOf(one)) && settings.on.includes(one.trigger)) pop(settings, one.trigger, one.chat)
    known.add(nameOf(one))
  }
  done = known
}

/** @param {{trigger: string, chat: ChatSummary}} happening */
const nameOf = ({ trigger, chat }) => `${trigger} ${chat.interactionId}`

/**
 * @param {ScreenPop} settings
 * @param {string} trigger
 * @param {ChatSummary} chat
 */
function pop({ url, fields }, trigger, { id, interactionId, name, queue }) {
  if (!url) return
  const words = { interactionId, conversationId: id, name, queue, trigger }
  const form = document.createElement('form')
  form.method = 'post'
  form.action = url
  form.target = 'screen-pop'
  for (const [field, value] of Object.entries(fields)) {
    const input = document.createElement('input')
    input.name = field
    input.value = Object.entries(words).reduce((text, [word, is]) => text.replaceAll(`{${word}}`, is), value)
    form.append(input)
  }
  form.hidden = true
  document.body.append(form)
  form.submit()
  form.remove()
}
