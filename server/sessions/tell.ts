/** Calls a listener. Its failure is its own: what it hears of has happened, and others hear of it as well. */
export function tell<Value>(listener: (value: Value) => void, value: Value): void {
  try {
    listener(value)
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error))
  }
}
