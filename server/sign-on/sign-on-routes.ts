import { z } from 'zod'
import {
  type SignOnSettings,
  shownSignOnSettingsSchema,
  signOnCheckSchema,
  signOnSettingsSchema,
} from '../protocol/sign-on.ts'
import { type ApiRoute, route } from '../web/api/route.ts'
import { notFound } from '../web/problem.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { redirectUri } from './sign-on.ts'
import type { SignOnStore } from './sign-on-store.ts'

export interface SignOnRouteParts {
  store: SignOnStore
  provider: IdentityProvider
  publicUrl: () => string
}

const shared = { tag: 'Single sign-on', path: '/sign-on', reach: 'installation' } as const

/** The installation's single sign-on. */
export function signOnRoutes({ store, provider, publicUrl }: SignOnRouteParts): ApiRoute[] {
  return [
    route({
      ...shared,
      id: 'readSignOn',
      method: 'get',
      summary: 'The OpenID provider and what its groups may do, without the secret',
      scope: 'administrators:read',
      answer: shownSignOnSettingsSchema,
      handle: async () => ({ ...show(await store.read()), redirectUri: redirectUri(publicUrl()) }),
    }),
    route({
      ...shared,
      id: 'readSignOnOffer',
      method: 'get',
      path: '/sign-on/offer',
      summary: 'Whether administrators may sign in by single sign-on',
      scope: 'public',
      answer: z.strictObject({ administrators: z.boolean() }),
      handle: async () => ({ administrators: ((await store.read())?.administrators.length ?? 0) > 0 }),
    }),
    route({
      ...shared,
      id: 'setSignOn',
      method: 'put',
      summary: 'Set up single sign-on; a client secret that is left out stays',
      scope: 'administrators:write',
      body: signOnSettingsSchema,
      handle: ({ body, note }) => {
        note({ issuer: body.issuer, clientId: body.clientId })
        return store.save(body)
      },
    }),
    route({
      ...shared,
      id: 'removeSignOn',
      method: 'delete',
      summary: 'Remove single sign-on; badges of agents count no more',
      scope: 'administrators:write',
      handle: () => store.remove(),
    }),
    route({
      ...shared,
      id: 'testSignOn',
      method: 'post',
      path: '/sign-on/test',
      summary: 'Whether the provider’s discovery document can be read',
      scope: 'administrators:write',
      problems: [404],
      answer: signOnCheckSchema,
      handle: async () => {
        const settings = await store.read()
        if (!settings) throw notFound('single sign-on')
        return provider.discover(settings).then(
          configuration => ({
            ok: true,
            detail: `The provider is ${configuration.serverMetadata().issuer}.`,
          }),
          (error: Error) => ({ ok: false, detail: `The provider cannot be used: ${error.message}` }),
        )
      },
    }),
  ]
}

function show(settings: SignOnSettings | undefined) {
  if (!settings) return { settings: null, hasSecret: false }
  const { clientSecret, ...shown } = settings
  return { settings: shown, hasSecret: clientSecret !== undefined }
}
