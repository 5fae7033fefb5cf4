import { z } from 'zod'
import type { AdmitAgent } from './admit-agent.ts'

const TIMEOUT_MILLISECONDS = 5_000
const LONGEST_ANSWER = 256 * 1024
/** How long an answer counts, and how long the last one counts where the platform does not answer. */
const FRESH_MILLISECONDS = 60_000
const STALE_MILLISECONDS = 10 * 60_000
const MOST_REMEMBERED = 1_000

const answerSchema = z.object({
  active: z.boolean().nullish(),
  URLToken: z.string().nullish(),
})

/** Platforms that run their own handover, asked by their Config URLs whether a URLToken is still good there. */
export class OtherPlatforms {
  readonly #answers = new Map<string, { isOpen: boolean; at: number }>()
  readonly #asking = new Map<string, Promise<boolean>>()

  /** Whether the platform says so now, or said so lately where it cannot be reached. */
  vouchFor(URLToken: string, configUrl: string): Promise<boolean> {
    const key = `${configUrl}\n${URLToken}`
    const known = this.#answers.get(key)
    if (known && known.at > Date.now() - FRESH_MILLISECONDS) return Promise.resolve(known.isOpen)
    const asking = this.#asking.get(key) ?? this.#ask(key, URLToken, configUrl)
    this.#asking.set(key, asking)
    return asking.finally(() => this.#asking.delete(key))
  }

  async #ask(key: string, URLToken: string, configUrl: string): Promise<boolean> {
    const isOpen = await isOpenAt(configUrl, URLToken).catch(() => undefined)
    if (isOpen === undefined) {
      const known = this.#answers.get(key)
      return known !== undefined && known.isOpen && known.at > Date.now() - STALE_MILLISECONDS
    }
    if (this.#answers.size >= MOST_REMEMBERED) this.#answers.clear()
    this.#answers.set(key, { isOpen, at: Date.now() })
    return isOpen
  }
}

/** Opens a session whose endpoint names another platform only while that platform knows the link's URLToken. */
export function vouchedFor(admit: AdmitAgent, platforms: OtherPlatforms): AdmitAgent {
  return async link => {
    const admission = await admit(link)
    const configUrl = typeof admission === 'object' ? admission.settings.ingest.configUrl : undefined
    const isOpen = configUrl === undefined || (await platforms.vouchFor(link.URLToken, configUrl))
    return isOpen ? admission : undefined
  }
}

/**
 * A Config URL, `https://<host>/<URLToken>`, answers `{active, URLToken, …}` (Cognigy's endpoints); 404 where there is none.
 * Rejects where the platform does not answer for itself.
 */
async function isOpenAt(configUrl: string, URLToken: string): Promise<boolean> {
  const response = await fetch(configUrl, {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  })
  if (response.status >= 500 || response.status === 429) throw new Error('The platform has trouble.')
  if (!response.ok) return false
  const answer = answerSchema.parse(JSON.parse(await beginningOf(response)))
  const named = answer.URLToken ?? new URL(configUrl).pathname.split('/').at(-1)
  return answer.active !== false && named === URLToken
}

async function beginningOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > LONGEST_ANSWER) throw new Error('The answer is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
