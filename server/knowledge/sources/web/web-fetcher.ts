import { isIP } from 'node:net'
import { Agent, fetch, type Response } from 'undici'
import { fail, UnreadableError } from '../reading/reading.ts'
import { isPublicAddress, lookUpPublic, NotPublicError } from './public-address.ts'

export interface WebFetcherOptions {
  /** Hosts that may be fetched though they are not public, as `host` or `host:port`. */
  allowedHosts?: readonly string[]
  /** How long one page may take with all its redirects. */
  milliseconds?: number
}

/** What an address gave; `url` is where it was in the end. */
export interface FetchedPage {
  url: string
  mediaType: string
  content: Uint8Array
}

/** The server answered, but not with the page. */
export class PageStatusError extends UnreadableError {
  readonly status: number

  constructor(status: number) {
    super('failed', refusalOf(status))
    this.status = status
  }

  /** The page is not there any more, or never was. */
  get isGone(): boolean {
    return this.status === 404 || this.status === 410
  }
}

/** How this server calls itself, and what a robots.txt may call it. */
export const ROBOT_NAME = 'AgentCopilotImport'
const USER_AGENT = `${ROBOT_NAME}/1.0`

const MOST_REDIRECTS = 5
const MILLISECONDS = 20_000
const CONNECT_MILLISECONDS = 8_000
const CONNECTIONS_TO_A_HOST = 4

/**
 * Fetches what everybody may: http and https, public addresses only, looked at again after every redirect. So nobody
 * who may name an address can make this server ask its own network.
 */
export class WebFetcher {
  readonly #allowed: ReadonlySet<string>
  readonly #milliseconds: number
  readonly #public = agent({ lookup: lookUpPublic })
  readonly #private = agent({})

  constructor({ allowedHosts = [], milliseconds = MILLISECONDS }: WebFetcherOptions = {}) {
    this.#allowed = new Set(allowedHosts.map(host => host.toLowerCase()))
    this.#milliseconds = milliseconds
  }

  /**
   * The page at an address, of at most `limit` bytes once unpacked. Rejects with UnreadableError, PageStatusError among
   * them, or with the reason of the signal.
   */
  async get(url: string, limit: number, signal?: AbortSignal): Promise<FetchedPage> {
    const late = AbortSignal.timeout(this.#milliseconds)
    const either = signal ? AbortSignal.any([signal, late]) : late
    try {
      return await this.#follow(url, limit, either)
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof UnreadableError) throw error
      return fail(late.aborted ? 'The page did not come in time.' : reasonOf(error))
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#public.destroy(), this.#private.destroy()])
  }

  async #follow(url: string, limit: number, signal: AbortSignal): Promise<FetchedPage> {
    let next = checkedUrl(url)
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const response = await fetch(next, {
        dispatcher: this.#agentFor(next),
        redirect: 'manual',
        signal,
        headers: { 'user-agent': USER_AGENT, accept: 'text/html, application/xhtml+xml, */*;q=0.8' },
      })
      const location = response.headers.get('location')
      if (response.status < 300 || response.status >= 400 || !location)
        return await pageOf(next, response, limit)
      await response.body?.cancel()
      next = checkedUrl(location, next)
    }
    return fail('The page sends its visitors from one address to another without end.')
  }

  #agentFor(url: URL): Agent {
    if (this.#allowed.has(url.host) || this.#allowed.has(url.hostname)) return this.#private
    // A number instead of a name is connected to without being looked up.
    const bare = url.hostname.replace(/^\[|\]$/g, '')
    if (isIP(bare) && !isPublicAddress(bare)) throw new NotPublicError(`${url.host} is not public`)
    return this.#public
  }
}

const agent = (connect: { lookup?: typeof lookUpPublic }) =>
  new Agent({
    connect: { ...connect, timeout: CONNECT_MILLISECONDS },
    connections: CONNECTIONS_TO_A_HOST,
    keepAliveTimeout: 1_000,
    maxHeaderSize: 32 * 1024,
  })

function checkedUrl(address: string, base?: URL): URL {
  if (!URL.canParse(address, base)) return fail('The page leads to something that is no address.')
  const url = new URL(address, base)
  if (!/^https?:$/.test(url.protocol)) return fail('Only http and https addresses are read.')
  if (url.username || url.password) return fail('An address with a user name or password in it is not read.')
  url.hash = ''
  return url
}

async function pageOf(url: URL, response: Response, limit: number): Promise<FetchedPage> {
  if (!response.ok) {
    await response.body?.cancel()
    throw new PageStatusError(response.status)
  }
  const content = await bytesOf(response, limit)
  return { url: url.href, mediaType: response.headers.get('content-type') ?? '', content }
}

function refusalOf(status: number): string {
  if (status === 404 || status === 410) return 'There is no such page (any more).'
  if (status === 401 || status === 403) return `The page is not open to everybody (${status}).`
  if (status === 429) return 'The site says that it is asked too often (429).'
  return `The site answers with an error (${status}).`
}

async function bytesOf(response: Response, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk)
    length += chunk.length
    if (length > limit) return fail(`The page is larger than ${Math.round(limit / 1024 / 1024)} MB.`)
  }
  return Buffer.concat(chunks)
}

const REASONS: Record<string, string> = {
  ENOTFOUND: 'There is no host of that name.',
  EAI_AGAIN: 'The name of the host cannot be looked up now.',
  ECONNREFUSED: 'The host does not answer.',
  ECONNRESET: 'The host broke off.',
  EHOSTUNREACH: 'The host cannot be reached.',
  ENETUNREACH: 'The host cannot be reached.',
  UND_ERR_CONNECT_TIMEOUT: 'The host does not answer.',
  UND_ERR_SOCKET: 'The host broke off.',
  CERT_HAS_EXPIRED: 'The certificate of the host has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the host is its own word only.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate of the host cannot be checked.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another host.',
}

/** Undici wraps what went wrong, sometimes twice. */
function reasonOf(error: unknown, depth = 0): string {
  if (error instanceof NotPublicError) return 'The address does not belong to the public internet.'
  if (!(error instanceof Error) || depth > 3) return 'The page could not be fetched.'
  const known = 'code' in error ? REASONS[String(error.code)] : undefined
  return known ?? reasonOf(error instanceof AggregateError ? error.errors[0] : error.cause, depth + 1)
}
