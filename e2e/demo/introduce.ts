import type { Profile } from '../../server/protocol/values.ts'
import { type SessionOwner, sessionKey } from '../../server/sessions/session-key.ts'
import type { SessionLog } from '../../server/sessions/session-log.ts'

const MAEVE: Profile = {
  name: 'Maeve Brennan',
  email: 'maeve.brennan@example.ie',
  phone: '+353 1 555 0142',
  customerId: '4471 2098',
  language: 'en',
  properties: {
    Plan: 'Fibre 500, €55 a month',
    Address: '24 Alder Row, Galway',
    'Last contact': '18 November, phone',
  },
}

/** Begins the session of the demo's customer with what Northline knows of her, as a company's own bot would. */
export async function introduce(log: SessionLog, owner: SessionOwner): Promise<void> {
  await log.append({
    key: sessionKey(owner.endpointId, owner.sessionId),
    owner,
    decide: (session, at) =>
      session.seq > 0
        ? {}
        : {
            entries: [
              { event: { type: 'session-started', at, channel: 'socket' } },
              { event: { type: 'profile-updated', at, profile: MAEVE } },
            ],
          },
  })
}
