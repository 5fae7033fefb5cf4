import type { SignedOn } from '../../server/protocol/sign-on.ts'
import { moreTexts } from '../locales/more-texts.ts'

/*
 * Where a sign-on ends: gives the badge to the page that opened this window, of the origin that it began with
 * and of no other, and closes.
 */
const outcome = new URLSearchParams(location.hash.slice(1))
history.replaceState(null, '', location.pathname)
const badge = outcome.get('badge')
const origin = outcome.get('origin')

if (badge && origin && opener) {
  opener.postMessage({ type: 'agent-copilot-signed-on', badge } satisfies SignedOn, origin)
  close()
} else {
  const { over, failed, notAllowed } = moreTexts.signOn
  const problem = outcome.get('problem')
  const { title, text } = problem === 'not-allowed' ? notAllowed : problem === 'failed' ? failed : over
  const heading = document.createElement('h1')
  heading.textContent = title
  const paragraph = document.createElement('p')
  paragraph.textContent = text
  document.querySelector('main')?.append(heading, paragraph)
}
