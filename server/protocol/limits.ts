/** Version of the contract with the widget; it rises when a change would confuse an older widget. */
export const PROTOCOL_VERSION = 1

/** Longest identifier that a customer's client may choose (userId, sessionId, messageId), in characters. */
export const MAX_IDENTIFIER_LENGTH = 256

/** Longest text of one message that any endpoint may allow, in characters. */
export const MAX_TEXT_LENGTH = 100_000

/** Largest `data` of one message, in characters of its JSON. */
export const MAX_DATA_LENGTH = 64_000

/** Deepest nesting of objects and lists in `data`. */
export const MAX_DATA_DEPTH = 32

/** Most attachments on one message. */
export const MAX_ATTACHMENTS = 10
