import type { ConnectionCheck, ConnectionTest } from '../protocol/connections.ts'
import type { EightByEightClient } from './client.ts'
import { EightByEightError } from './errors.ts'

const ORDER = ['network', 'address', 'credentials', 'tenant', 'permission'] as const
type Check = (typeof ORDER)[number]

/** Two clients of one connection: the second does not name the tenant. */
export interface ClientsToTest {
  client: Pick<EightByEightClient, 'webhooks' | 'channels'>
  withoutTenant: Pick<EightByEightClient, 'webhooks' | 'channels'>
}

/**
 * Tells which of network, address, credentials, tenant and permission keeps a connection from working. It only reads at
 * 8x8: the webhooks, then the channels.
 */
export async function testConnection(clients: ClientsToTest, signal?: AbortSignal): Promise<ConnectionTest> {
  const began = performance.now()
  const failed = await findFailure(clients, signal)
  const checks = failed ? upTo(failed) : ORDER.map(check => passed(check))
  return { works: !failed, checks, milliseconds: Math.round(performance.now() - began) }
}

interface Failure {
  check: Check
  detail: string
}

async function findFailure(
  { client, withoutTenant }: ClientsToTest,
  signal?: AbortSignal,
): Promise<Failure | undefined> {
  try {
    await client.webhooks.list({ size: 1 }, signal)
    await client.channels.list({ size: 1 }, signal)
    return undefined
  } catch (error) {
    if (!(error instanceof EightByEightError)) throw error
    if (error.kind !== 'forbidden') return failureOf(error)
    return (await isAllowed(withoutTenant, signal))
      ? { check: 'tenant', detail: `The key does not belong to this tenant. 8x8 says: ${said(error)}` }
      : {
          check: 'permission',
          detail: `The key may not use Chat Gateway, or the tenant is another customer’s. 8x8 says: ${said(error)}`,
        }
  }
}

const isAllowed = (client: ClientsToTest['withoutTenant'], signal?: AbortSignal) =>
  client.webhooks.list({ size: 1 }, signal).then(
    () => true,
    () => false,
  )

const said = ({ detail, referenceId }: EightByEightError) =>
  `${detail || 'nothing more'}${referenceId ? ` (reference ${referenceId})` : ''}`

function failureOf(error: EightByEightError): Failure {
  switch (error.kind) {
    case 'unauthorized':
      return {
        check: 'credentials',
        detail: `8x8 does not know these credentials. Create an API key for "Chat Gateway" in its Admin Console. 8x8 says: ${said(error)}`,
      }
    case 'not-found':
    case 'unexpected':
    case 'invalid':
      return {
        check: 'address',
        detail: `There is no Chat Gateway at this base URL. It says: ${said(error)}`,
      }
    case 'rate-limited':
      return { check: 'network', detail: '8x8 asks to wait before the next call. Try again in a minute.' }
    case 'unavailable':
      return { check: 'network', detail: `8x8 has trouble of its own at the moment. It says: ${said(error)}` }
    case 'timeout':
    case 'aborted':
      return { check: 'network', detail: 'There was no answer in time. A firewall may be in the way.' }
    default:
      return { check: 'network', detail: networkDetail(error) }
  }
}

function networkDetail({ code, detail }: EightByEightError): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'This host name is not known. Is the base URL right?'
  if (code === 'ECONNREFUSED') return 'Nothing listens at this address. Is the base URL right?'
  if (code && /CERT|TLS|SSL/.test(code)) return `The certificate of this host cannot be trusted (${code}).`
  return `The connection broke: ${detail}`
}

/** What comes before a failed check has passed; what comes after cannot be told. */
function upTo({ check, detail }: Failure): ConnectionCheck[] {
  const place = ORDER.indexOf(check)
  return ORDER.map((name, index) => {
    if (index < place) return passed(name)
    return index === place
      ? { check: name, result: 'failed', detail }
      : { check: name, result: 'unknown', detail: '' }
  })
}

const PASSED: Record<Check, string> = {
  network: '8x8 answers.',
  address: 'Chat Gateway is at this address.',
  credentials: '8x8 knows the credentials.',
  tenant: 'The tenant belongs to them.',
  permission: 'Webhooks and channels may be read.',
}

const passed = (check: Check): ConnectionCheck => ({ check, result: 'passed', detail: PASSED[check] })
