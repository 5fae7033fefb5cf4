import type { PersonalKind } from '../protocol/settings/privacy.ts'
import { findPersonalData } from './personal-data.ts'
import { placeholderOf, placeholdersIn } from './placeholders.ts'

/** What placeholders stand for: `{"[email 1]": "ann@example.com"}`. */
export type Replaced = Readonly<Record<string, string>>

export interface MaskingContext {
  /** The kinds to mask; all where not given. */
  kinds?: readonly PersonalKind[]
  /** What the other side said right before: it tells that a bare number answers "your account number, please?". */
  before?: string
  /** What the same side said since the other one spoke, message by message: "my card number is". */
  announced?: readonly string[]
  /** Names known from elsewhere, for instance the customer's profile. */
  names?: readonly string[]
  /**
   * Words that are ordinary where this was said (`learnFamiliarWords`). Given them, a turn of one to three other words that
   * answers no known question is taken for a name.
   */
  familiar?: ReadonlySet<string>
  /** Where phone numbers without a country code belong: ISO 3166 alpha-2. */
  country?: string
  /** What was replaced earlier in the same session, so that the same value keeps its placeholder. */
  replaced?: Replaced
}

export interface Masked {
  text: string
  /** What was replaced earlier and now. */
  replaced: Replaced
}

/**
 * Replaces personal data by typed placeholders such as `[email 1]`. Deterministic; takes time in proportion to the
 * length of the text, whatever it holds.
 */
export function mask(text: string, context: MaskingContext = {}): Masked {
  const replaced: Record<string, string> = { ...context.replaced }
  const placeholders = new Map(Object.entries(replaced).map(([placeholder, value]) => [value, placeholder]))
  // Somebody may have written what looks like a placeholder; it must not be restored as something else.
  const taken = new Set([...Object.keys(replaced), ...placeholdersIn(text)].map(one => one.toLowerCase()))
  const free = freePlaceholders(taken)
  let masked = ''
  let end = 0
  for (const found of findPersonalData(text, context)) {
    const value = text.slice(found.start, found.end)
    const placeholder = placeholders.get(value) ?? free(found.kind)
    placeholders.set(value, placeholder)
    replaced[placeholder] = value
    masked += text.slice(end, found.start) + placeholder
    end = found.end
  }
  return { text: masked + text.slice(end), replaced }
}

/** Numbers go up within a kind and leave out those that are taken. */
function freePlaceholders(taken: ReadonlySet<string>): (kind: PersonalKind) => string {
  const numbers = new Map<PersonalKind, number>()
  return kind => {
    let number = (numbers.get(kind) ?? 0) + 1
    while (taken.has(placeholderOf(kind, number).toLowerCase())) number += 1
    numbers.set(kind, number)
    return placeholderOf(kind, number)
  }
}
