import { element } from './element.js'

/** @typedef {import('./endpoint.js').Attachment} Attachment */

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/**
 * A message's files as links; `showPictures` turns those to pictures into them.
 * @param {Attachment[] | undefined} attachments
 * @param {URL} server addresses are relative to it, and pictures are shown from nowhere else
 * @returns {HTMLElement | undefined}
 */
export function renderAttachments(attachments, server) {
  if (!Array.isArray(attachments) || attachments.length === 0) return undefined
  return element(
    'div',
    { class: 'attachments' },
    ...attachments.map(attachment => renderOne(attachment, server)),
  )
}

/**
 * @param {Attachment} attachment
 * @param {URL} server
 */
function renderOne({ name, fileName, url, mimeType }, server) {
  const label = element('bdi', {}, name ?? fileName ?? 'File')
  const address = url && URL.canParse(url, server) ? new URL(url, server) : undefined
  if (!address || !/^https?:$/.test(address.protocol)) return element('span', { class: 'attachment' }, label)
  const link = element(
    'a',
    { class: 'attachment', href: address.href, target: '_blank', rel: 'noopener noreferrer' },
    label,
  )
  if (PICTURES.has(mimeType ?? '') && address.origin === server.origin) link.dataset.picture = 'named'
  return link
}

/**
 * Shows the pictures among a message's files. The server opens a file once it has the message that names it.
 * @param {HTMLElement} message
 */
export function showPictures(message) {
  for (const link of message.querySelectorAll('a')) {
    if (link.dataset.picture === 'named') showPicture(link)
  }
}

/** @param {HTMLAnchorElement} link */
function showPicture(link) {
  const names = [...link.childNodes]
  const picture = element('img', { src: link.href, alt: link.textContent ?? '' })
  // A picture that cannot be had is its name again.
  picture.addEventListener('error', () => picture.replaceWith(...names))
  link.replaceChildren(picture)
  link.dataset.picture = 'shown'
}
