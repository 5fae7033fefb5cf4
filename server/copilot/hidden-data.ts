import type { Author } from '../protocol/session-events.ts'
import type { PrivacySettings } from '../protocol/settings/privacy.ts'
import type { Profile } from '../protocol/values.ts'

/** Personal data replaced by placeholders such as `[email 1]`, and put back. */
export interface Privacy {
  maskDialogue<Said extends { from: Author; text: string }>(
    turns: readonly Said[],
    context: MaskContext,
  ): { turns: Said[]; replaced: Replaced }
  mask(text: string, context: MaskContext): { text: string; replaced: Replaced }
  restore(text: string, replaced: Replaced): string
}

/** What placeholders stand for. */
export type Replaced = Readonly<Record<string, string>>

interface MaskContext {
  kinds?: PrivacySettings['kinds']
  names?: string[]
  country?: string
  replaced?: Replaced
}

/** Hides a session's personal data from a model, the same value behind the same placeholder in all that it is shown. */
export class HiddenData {
  readonly #privacy: Privacy
  readonly #context: MaskContext
  #replaced: Replaced = {}

  constructor(privacy: Privacy, { kinds, country }: PrivacySettings, profile: Profile) {
    this.#privacy = privacy
    this.#context = { kinds, country, names: profile.name ? [profile.name] : [] }
  }

  hideDialogue<Said extends { from: Author; text: string }>(turns: readonly Said[]): Said[] {
    const masked = this.#privacy.maskDialogue(turns, { ...this.#context, replaced: this.#replaced })
    this.#replaced = masked.replaced
    return masked.turns.map(turn => ({ ...turn, text: this.#hideKnown(turn.text) }))
  }

  hide(text: string): string {
    const masked = this.#privacy.mask(text, { ...this.#context, replaced: this.#replaced })
    this.#replaced = masked.replaced
    return this.#hideKnown(masked.text)
  }

  /** What was recognised once is hidden wherever it stands, also where nothing around it tells what it is. */
  #hideKnown(text: string): string {
    return Object.entries(this.#replaced)
      .filter(([, value]) => value.length >= SHORTEST_KNOWN)
      .reduce((hidden, [placeholder, value]) => hidden.replaceAll(wholeWords(value), placeholder), text)
  }

  show(text: string): string {
    return this.#privacy.restore(text, this.#replaced)
  }

  /** Shows a text that comes in pieces; a placeholder that may not be whole yet waits for its end. */
  showing(): { read: (piece: string) => string; end: () => string } {
    let held = ''
    const upTo = (end: number) => {
      const text = this.show(held.slice(0, end))
      held = held.slice(end)
      return text
    }
    return {
      read: piece => {
        held += piece
        const open = held.lastIndexOf('[')
        const isOpen = open >= 0 && !held.includes(']', open) && held.length - open <= LONGEST_PLACEHOLDER
        return upTo(isOpen ? open : held.length)
      },
      end: () => upTo(held.length),
    }
  }
}

/** In characters; shorter ones are parts of too many other words and numbers. */
const SHORTEST_KNOWN = 4

const wholeWords = (value: string) =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])${RegExp.escape(value)}(?![\p{L}\p{N}])`, 'gu')

/** In characters; what is longer is no placeholder. */
const LONGEST_PLACEHOLDER = 32
