import { AgentCopilot } from '../agent-copilot.ts'
import { texts } from '../locales/texts.ts'
import { takeLink } from './take-link.ts'

const copilot = new AgentCopilot()
Object.assign(copilot, takeLink(location, history, window !== top))
copilot.addEventListener('copilot-session-change', ({ customerName }) => {
  document.title = customerName ? texts.titleWith(customerName) : texts.title
})
document.querySelector('main')?.append(copilot)
