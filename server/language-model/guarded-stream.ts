import { ModelError } from '../protocol/model-error.ts'
import type { ModelPart, ModelRequest, StreamOf, Usage } from './language-model.ts'
import type { TokenLedger } from './token-ledger.ts'
import type { Turnstile } from './turnstile.ts'

export interface Guard {
  endpointId: string
  turnstile: Turnstile
  ledger: TokenLedger
  tokensPerDay: number
  /** Hears of each request that was sent: what it used and what it came to. */
  onUsed: (usage: Usage, outcome: 'done' | 'failed' | 'aborted') => void
}

/** Lets a stream through where the endpoint's budget and its places allow, and counts what it used. */
export const guardedStream = (stream: StreamOf, guard: Guard): StreamOf =>
  async function* guarded(request, signal, shape) {
    if ((await guard.ledger.usedToday(guard.endpointId)) >= guard.tokensPerDay)
      throw new ModelError('over-budget', 'The endpoint has used its tokens of today.')
    const leave = await guard.turnstile.enter(signal)
    const count = new Count(request)
    try {
      for await (const part of stream(request, signal, shape)) {
        count.add(part)
        yield part
      }
    } catch (error) {
      count.outcome = signal.aborted ? 'aborted' : 'failed'
      throw error
    } finally {
      leave()
      guard.ledger.add(guard.endpointId, count.usage)
      guard.onUsed(count.usage, count.outcome)
    }
  }

/** What a request used, as far as it came; a reader that stops early aborts it. */
class Count {
  outcome: Parameters<Guard['onUsed']>[1] = 'aborted'
  usage: Usage

  constructor({ messages }: ModelRequest) {
    const input = messages.reduce((sum, { content }) => sum + tokensOf(content), 0)
    this.usage = { input, output: 0, estimated: true }
  }

  add(part: ModelPart): void {
    if (part.type === 'text-delta') this.usage.output += tokensOf(part.text)
    else {
      this.outcome = 'done'
      if (!part.usage.estimated) this.usage = part.usage
    }
  }
}

/** About four characters make a token in the languages that write with letters. */
const tokensOf = (text: string) => Math.ceil(text.length / 4)
