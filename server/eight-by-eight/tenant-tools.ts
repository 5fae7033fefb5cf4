import type { Connection, ConnectionTest, Review } from '../protocol/connections.ts'
import { createEightByEightClient, type EightByEightClient } from './client.ts'
import { testConnection } from './connection-test.ts'
import { EightByEightError } from './errors.ts'
import { clientOptionsOf } from './gateways.ts'
import { type Registration, register, review, unregister, type WantedRegistration } from './registration.ts'

/** Why 8x8 did not do what an administrator asked for, in a sentence for them. */
export class TenantError extends Error {
  override readonly name = 'TenantError'
}

export type TenantTools = typeof tenantTools

/** What an administrator does at an 8x8 tenant. All but `test` reject with TenantError where 8x8 does not do its part. */
export const tenantTools = {
  async test(connection: Connection, signal?: AbortSignal): Promise<ConnectionTest> {
    const options = clientOptionsOf(connection)
    const client = createEightByEightClient(options)
    const withoutTenant = createEightByEightClient({ ...options, tenant: undefined })
    try {
      return await testConnection({ client, withoutTenant }, signal)
    } finally {
      void client.close()
      void withoutTenant.close()
    }
  },

  register: (
    connection: Connection,
    wanted: WantedRegistration,
    signal?: AbortSignal,
  ): Promise<Registration> => withClient(connection, client => register(client, wanted, signal)),

  review: (connection: Connection, wanted: WantedRegistration, signal?: AbortSignal): Promise<Review> =>
    withClient(connection, client => review(client, wanted, signal)),

  unregister: (connection: Connection, signal?: AbortSignal): Promise<void> =>
    withClient(connection, client => unregister(client, connection, signal)),

  /** Has 8x8 send its test to our webhook, as its own "Test Connection" does. */
  verify: (connection: Connection, uri: string, signal?: AbortSignal): Promise<void> =>
    withClient(connection, client => client.webhooks.verify(uri, signal)),
}

async function withClient<Result>(
  connection: Connection,
  work: (client: EightByEightClient) => Promise<Result>,
): Promise<Result> {
  const client = createEightByEightClient(clientOptionsOf(connection))
  try {
    return await work(client)
  } catch (error) {
    if (!(error instanceof EightByEightError)) throw error
    const { message, detail, referenceId } = error
    const reference = referenceId ? ` (reference ${referenceId})` : ''
    throw new TenantError(`${message}${detail ? `: ${detail}` : ''}${reference}`, { cause: error })
  } finally {
    void client.close()
  }
}
