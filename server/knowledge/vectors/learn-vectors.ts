import { setTimeout } from 'node:timers/promises'
import type { Embedder } from '../../language-model/language-model.ts'
import { ModelError } from '../../protocol/model-error.ts'
import type { Database } from '../../storage/database.ts'
import { withLease } from '../../storage/lease.ts'
import type { ArticlePassage } from '../passages.ts'
import { PassageVectors } from './passage-vectors.ts'
import { hashOf, slices, VectorStore, type Vectors } from './vector-store.ts'

/** Texts in one request, requests at once, and texts that are read before another server gets a turn. */
const TEXTS_PER_REQUEST = 64
const REQUESTS_AT_ONCE = 2
const TEXTS_PER_ROUND = 256
const ATTEMPTS = 3
const FIRST_PAUSE = 500
const LONGEST_PAUSE = 30_000
/** A server that died in a round keeps the others waiting no longer. */
const LEASE_MILLISECONDS = 120_000
const LOOK_MILLISECONDS = 500

export interface Learning {
  database: Database
  serverId: string
  endpointId: string
  embedder: Embedder
  passages: readonly ArticlePassage[]
  signal: AbortSignal
}

/**
 * What passages mean: taken from the database where it is known, from the model otherwise, and kept. Of several servers one
 * asks at a time, and the others find what it was told. Rejects with a ModelError once the model has failed a few times, or
 * with the signal's reason; what was learnt until then is kept all the same.
 */
export async function learnVectors(learning: Learning): Promise<PassageVectors> {
  const { database, endpointId, embedder, passages, signal } = learning
  const store = new VectorStore(database, endpointId)
  const texts = new Map(passages.map(passage => [hashOf(textOf(passage)), textOf(passage)]))
  const known: Vectors = new Map()
  for (;;) {
    await readMissing()
    if (known.size === texts.size) break
    const lease = {
      name: `vectors ${endpointId}`,
      holder: learning.serverId,
      milliseconds: LEASE_MILLISECONDS,
    }
    const taken = await withLease(database, lease, round)
    if (!taken) await setTimeout(LOOK_MILLISECONDS, undefined, { signal })
  }
  const vectors = passages.map(passage => known.get(hashOf(textOf(passage)))!)
  if (vectors.some(({ length }) => length !== vectors[0]?.length)) {
    await store.clear()
    throw new Error('The model gives vectors of another length than before. All passages are read again.')
  }
  await store.keepOnly(embedder.model, new Set(texts.keys()))
  return new PassageVectors(passages, vectors)

  async function readMissing() {
    signal.throwIfAborted()
    const missing = [...texts.keys()].filter(hash => !known.has(hash))
    for (const [hash, vector] of await store.read(embedder.model, missing)) known.set(hash, vector)
  }

  async function round() {
    await readMissing()
    const missing = [...texts].filter(([hash]) => !known.has(hash)).slice(0, TEXTS_PER_ROUND)
    const requests = [...slices(missing, TEXTS_PER_REQUEST)]
    for (const some of slices(requests, REQUESTS_AT_ONCE)) await Promise.all(some.map(ask))
  }

  async function ask(some: [hash: string, text: string][]) {
    const vectors = await patiently(
      () =>
        embedder.embed(
          some.map(([, text]) => text),
          signal,
        ),
      signal,
    )
    await store.write(embedder.model, new Map(some.map(([hash], place) => [hash, vectors[place]!])))
  }
}

/** What a model reads of a passage: the passage with what leads to it. */
const textOf = ({ title, headings, text }: ArticlePassage) => [title, ...headings, text].join('\n')

/** Tries a few times where that may help. */
async function patiently<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const again = againAfter(error)
      if (signal.aborted || attempt === ATTEMPTS || again === undefined) throw error
      const pause = Math.min(LONGEST_PAUSE, Math.max(again, FIRST_PAUSE * 2 ** (attempt - 1)))
      await setTimeout(pause, undefined, { signal })
    }
  }
}

const againAfter = (error: unknown): number | undefined =>
  error instanceof ModelError ? error.againAfterMilliseconds : undefined
