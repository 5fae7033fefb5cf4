import type { Database } from '../storage/database.ts'
import type { Secrets } from '../storage/secrets.ts'
import { Badges, mayOpen } from './badges.ts'
import { IdentityProvider } from './identity-provider.ts'
import { SignOnStore } from './sign-on-store.ts'

/** What single sign-on stands on; `badgeKey` signs agents' badges. */
export function createSignOn(database: Database, secrets: Secrets, badgeKey: Buffer) {
  const store = new SignOnStore(database, secrets)
  const badges = new Badges(badgeKey)
  return {
    store,
    badges,
    provider: new IdentityProvider(),
    secrets,
    readSettings: () => store.read(),
    /** The agent whom a badge names, while the settings of today let their groups open the endpoint's chats. */
    async readBadge(token: string, endpointId: string) {
      const [badge, settings] = [await badges.read(token), await store.read()]
      return badge && settings && mayOpen(settings, badge.groups, endpointId) ? badge : undefined
    },
  }
}
