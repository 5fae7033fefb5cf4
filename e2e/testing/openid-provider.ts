import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { Provider } from 'oidc-provider'
import type { SignOnSettings } from '../../server/protocol/sign-on.ts'

export interface Account {
  sub: string
  name: string
  email: string
  groups: string[]
}

export const CLIENT = { clientId: 'copilot', clientSecret: 'secret of the copilot at its provider' }

/** Single sign-on by this provider, where agents of the group Support may open every endpoint. */
export const signOnBy = (issuer: string): SignOnSettings => ({
  issuer,
  ...CLIENT,
  scope: 'openid profile email',
  groupsClaim: 'groups',
  agents: [{ group: 'Support', endpointIds: null }],
  administrators: [],
})

/** A real OpenID provider, where whoever comes is the current `account` without being asked. */
export class OpenidProvider {
  account: Account
  readonly issuer: string
  readonly #server: Server

  private constructor(server: Server, issuer: string, account: Account) {
    this.#server = server
    this.issuer = issuer
    this.account = account
  }

  static async start(redirectUri: string, account: Account): Promise<OpenidProvider> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const openid = new OpenidProvider(server, issuer, account)
    server.on('request', openid.#application(redirectUri))
    return openid
  }

  #application(redirectUri: string) {
    const provider = new Provider(issuerOf(this), {
      clients: [
        {
          client_id: CLIENT.clientId,
          client_secret: CLIENT.clientSecret,
          redirect_uris: [redirectUri],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      claims: { openid: ['sub'], profile: ['name', 'groups'], email: ['email', 'email_verified'] },
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      cookies: { keys: ['a key of the test'] },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, sub) => ({
        accountId: sub,
        claims: () => ({ ...this.account, sub, email_verified: true }),
      }),
      loadExistingGrant: async context => {
        const grant = new context.oidc.provider.Grant({
          clientId: context.oidc.client?.clientId,
          accountId: context.oidc.session?.accountId,
        })
        grant.addOIDCScope('openid profile email')
        await grant.save()
        return grant
      },
    })
    const application = express()
    application.get('/interaction/:uid', (request, response) =>
      provider.interactionFinished(request, response, { login: { accountId: this.account.sub } }),
    )
    application.use(provider.callback())
    return application
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

const issuerOf = ({ issuer }: OpenidProvider) => issuer
