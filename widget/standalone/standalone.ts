import { AgentCopilot } from '../agent-copilot.ts'

const copilot = new AgentCopilot()
copilot.userId = 'x'
document.body.append(copilot)
