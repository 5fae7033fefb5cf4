import { element } from './element.js'

const DEEPEST = 8

/**
 * The words of an Adaptive Card, in reading order: text blocks, facts and links. It is a fallback for reading;
 * inputs and submits are left out.
 * @param {any} card
 * @returns {HTMLElement | undefined} nothing where the card has no words
 */
export function renderAdaptiveCard(card) {
  const rows = [...rowsOf(card?.body, 0), ...linksOf(card?.actions)]
  return rows.length > 0 ? element('div', { class: 'card' }, ...rows) : undefined
}

/**
 * @param {unknown} items
 * @param {number} depth
 * @returns {HTMLElement[]}
 */
function rowsOf(items, depth) {
  if (!Array.isArray(items) || depth > DEEPEST) return []
  return items.flatMap(item => {
    if (item?.type === 'TextBlock') return [textBlock(item)]
    if (item?.type === 'FactSet') return [factSet(item.facts)]
    if (item?.type === 'ActionSet') return linksOf(item.actions)
    return rowsOf(item?.items ?? item?.columns, depth + 1)
  })
}

/** @param {any} block */
const textBlock = ({ text, weight }) =>
  element(
    'p',
    { class: weight?.toLowerCase() === 'bolder' ? 'card-title' : undefined, dir: 'auto' },
    String(text ?? ''),
  )

/** @param {unknown} facts */
function factSet(facts) {
  const rows = Array.isArray(facts) ? facts : []
  return element(
    'dl',
    {},
    ...rows.flatMap(fact => [
      element('dt', { dir: 'auto' }, String(fact?.title ?? '')),
      element('dd', { dir: 'auto' }, String(fact?.value ?? '')),
    ]),
  )
}

/** @param {unknown} actions */
function linksOf(actions) {
  if (!Array.isArray(actions)) return []
  return actions
    .filter(action => action?.type === 'Action.OpenUrl' && /^https?:/i.test(action.url))
    .map(action =>
      element(
        'p',
        {},
        element(
          'a',
          { href: action.url, target: '_blank', rel: 'noopener noreferrer' },
          action.title ?? action.url,
        ),
      ),
    )
}
