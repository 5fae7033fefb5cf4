import * as openid from 'openid-client'
import type { SignOnSettings } from '../protocol/sign-on.ts'
import { FreshCache } from '../storage/fresh-cache.ts'

const TIMEOUT_SECONDS = 10
const DISCOVERY_MILLISECONDS = 10 * 60 * 1_000

/** Somebody whom the provider vouches for. */
export interface Person {
  subject: string
  name: string
  email: string | undefined
  groups: string[]
}

/** What one sign-on has to come back with. */
export interface Checks {
  verifier: string
  nonce: string
  state: string
}

/** An OpenID provider: authorization code with PKCE, by a certified client library. */
export class IdentityProvider {
  readonly #configurations = new FreshCache<openid.Configuration>({
    milliseconds: DISCOVERY_MILLISECONDS,
    limit: 10,
  })

  /** The address at the provider where a sign-on begins. Rejects where its discovery document cannot be read. */
  async begin(
    settings: SignOnSettings,
    redirectUri: string,
    { verifier, nonce, state }: Checks,
  ): Promise<URL> {
    return openid.buildAuthorizationUrl(await this.discover(settings), {
      redirect_uri: redirectUri,
      scope: settings.scope,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      nonce,
      state,
    })
  }

  /** Who came back; rejects where the provider did not say so, or not to this sign-on. */
  async finish(settings: SignOnSettings, callback: URL, { verifier, nonce, state }: Checks): Promise<Person> {
    const configuration = await this.discover(settings)
    const tokens = await openid.authorizationCodeGrant(configuration, callback, {
      pkceCodeVerifier: verifier,
      expectedNonce: nonce,
      expectedState: state,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('The provider sent no ID token.')
    // Groups are often left out of the token and told only when asked.
    const isWhole =
      claims[settings.groupsClaim] !== undefined || !configuration.serverMetadata().userinfo_endpoint
    const more = isWhole ? {} : await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub)
    return toPerson({ ...more, ...claims }, settings.groupsClaim)
  }

  discover({ issuer, clientId, clientSecret }: SignOnSettings): Promise<openid.Configuration> {
    return this.#configurations.get(JSON.stringify([issuer, clientId, clientSecret]), () =>
      openid.discovery(
        new URL(issuer),
        clientId,
        undefined,
        clientSecret ? openid.ClientSecretPost(clientSecret) : openid.None(),
        {
          timeout: TIMEOUT_SECONDS,
          // The settings allow it for this machine alone.
          execute: issuer.startsWith('http:') ? [openid.allowInsecureRequests] : [],
        },
      ),
    )
  }
}

function toPerson(claims: { sub: string } & Record<string, unknown>, groupsClaim: string): Person {
  const text = (value: unknown) =>
    typeof value === 'string' && value.trim() ? value.trim().slice(0, 255) : undefined
  const email = claims.email_verified === false ? undefined : text(claims.email)
  const groups = [claims[groupsClaim] ?? []].flat().filter(group => typeof group === 'string')
  return {
    subject: claims.sub,
    name: text(claims.name) ?? text(claims.preferred_username) ?? email ?? claims.sub,
    email,
    groups,
  }
}
