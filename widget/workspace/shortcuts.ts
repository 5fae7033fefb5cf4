import type { ReactiveController } from 'lit'

/** What a key does, by its name with Alt; none where it does nothing now. */
export type Shortcuts = Readonly<Record<string, (() => unknown) | undefined>>

/**
 * Keys with Alt, wherever the focus is on the page. In a field only those that would not type anything there: with
 * Option, many keys of a Mac type a character.
 */
export class ShortcutsController implements ReactiveController {
  readonly #shortcuts: () => Shortcuts

  /** `shortcuts` is asked at each key, so that it knows what can be done now. */
  constructor(shortcuts: () => Shortcuts) {
    this.#shortcuts = shortcuts
  }

  hostConnected(): void {
    addEventListener('keydown', this.#press)
  }

  hostDisconnected(): void {
    removeEventListener('keydown', this.#press)
  }

  readonly #press = (event: KeyboardEvent) => {
    const { altKey, ctrlKey, metaKey, defaultPrevented, isComposing } = event
    if (!altKey || ctrlKey || metaKey || defaultPrevented || isComposing) return
    const name = nameOf(event)
    if (typesSomethingElse(event, name) && isInField(event)) return
    const act = this.#shortcuts()[name]
    if (!act) return
    event.preventDefault()
    act()
  }
}

/** The key by its place where it is a letter or a digit, so that Option does not change it. */
function nameOf({ code, key }: KeyboardEvent) {
  if (/^(Digit|Numpad)\d$/.test(code)) return code.slice(-1)
  return /^Key[A-Z]$/.test(code) && !/^[a-z]$/i.test(key) ? code.slice(3).toLowerCase() : key.toLowerCase()
}

function typesSomethingElse({ key }: KeyboardEvent, name: string) {
  return key.length === 1 && key.toLowerCase() !== name
}

function isInField(event: KeyboardEvent) {
  const [target] = event.composedPath()
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  )
}
