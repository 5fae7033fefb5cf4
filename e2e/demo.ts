import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../server/config.ts'
import { copilotLink } from '../server/handover/copilot-link.ts'
import { startService } from '../server/service.ts'
import { applySetup } from '../server/setup.ts'
import { startCustomerPage } from './customer/customer-page.ts'
import { introduce } from './demo/introduce.ts'
import { modelHint, standInEnvironment, startStandIn } from './demo/model.ts'
import { demoSetup, ENDPOINT_ID, PANEL_KEY, URL_TOKEN, WEBHOOK_SECRET } from './demo/setup.ts'
import { startSimulator } from './simulator/simulator.ts'

/*
 * The whole story on one machine: our server, a simulated 8x8, a customer's chat page and an agent's desktop.
 * PORT, SIMULATOR_PORT, CUSTOMER_PORT and DATA_DIR are honoured; without DATA_DIR nothing is kept. LLM_BASE_URL and LLM_MODEL
 * bring a language model; DEMO_MODEL=scripted a stand-in for one.
 */

const DEMO_FOLDER = fileURLToPath(new URL('./demo', import.meta.url))
const began = performance.now()

const dataFolder = process.env.DATA_DIR || (await mkdtemp(join(tmpdir(), 'agent-copilot-demo-')))
const simulator = await startSimulator({ port: Number(process.env.SIMULATOR_PORT || 4800) })
const standIn = process.env.DEMO_MODEL === 'scripted' ? await startStandIn() : undefined
const config = readConfig({
  LOG_LEVEL: 'warn',
  PORT: '4700',
  ...process.env,
  ...standInEnvironment(standIn),
  DATA_DIR: dataFolder,
  FRAME_ANCESTORS: `'self' ${simulator.url}`,
})
const service = await startService(config)
const panel = `${service.url}/panel?URLToken=${URL_TOKEN}#auth=${PANEL_KEY}`
simulator.configure({ agentWorkspace: { ...simulator.settings.agentWorkspace, panelUrl: panel } })
const { channel } = simulator.seed({ webhookUrl: `${service.url}/handover/eightByEight/${WEBHOOK_SECRET}` })
await applySetup(
  service.context,
  demoSetup({ eightByEightUrl: simulator.url, channelId: channel.id }),
  DEMO_FOLDER,
)
const customerPage = await startCustomerPage({
  port: Number(process.env.CUSTOMER_PORT || 4900),
  server: service.url,
  URLToken: URL_TOKEN,
})

const customer = { userId: 'maeve', sessionId: `demo-${Date.now().toString(36)}` }
await introduce(service.context.log, { endpointId: ENDPOINT_ID, ...customer })
const addresses = {
  customer: `${customerPage.url}?${new URLSearchParams(customer)}`,
  agentDesktop: `${simulator.url}/desktop`,
  copilot: copilotLink(service.url, URL_TOKEN, { endpointId: ENDPOINT_ID, ...customer }),
  server: service.url,
  simulator: simulator.url,
}

console.log(`
Agent Copilot for 8x8, the demo of Northline

  1  The customer's chat     ${addresses.customer}
     Ask "What does moving home cost?", then "talk to a person".
  2  The agent's desktop     ${addresses.agentDesktop}
     Accept the chat; the copilot opens beside it.
  3  The copilot by itself   ${addresses.copilot}
  4  8x8's event log         ${simulator.url}/event-log${service.setupLink ? `\n  5  The console             ${service.setupLink}` : ''}

${modelHint(config.languageModel?.baseUrl, standIn)}

Ready in ${Math.round(performance.now() - began)} ms. Stop with Ctrl+C.
`)
console.log(`ready ${JSON.stringify(addresses)}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())

async function stop(): Promise<void> {
  await Promise.all([customerPage.close(), service.close(), simulator.close(), standIn?.close()])
  if (!process.env.DATA_DIR) await rm(dataFolder, { recursive: true, force: true })
}
