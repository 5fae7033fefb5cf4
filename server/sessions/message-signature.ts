const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/**
 * What tells one message from another, as both the webhook and 8x8's list show it: its words and its files. Other
 * spaces, quotes, invisible characters or HTML's entities on one of the two ways do no harm; "ok" and "OK!" are two
 * messages, and each must find its own counterpart.
 */
export function messageSignature(text: string | undefined, remoteAttachmentIds: readonly string[]): string {
  return [plain(text ?? ''), ...remoteAttachmentIds.toSorted()].join('\n')
}

const plain = (text: string) => (isPlain(text) ? text : madePlain(text))

/** Most texts are, and each is looked at several times. */
const isPlain = (text: string) => /^[!-%'-~]+(?: [!-%'-~]+)*$/.test(text)

const madePlain = (text: string) =>
  text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp));/gi, decode)
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .trim()

function decode(entity: string, hexadecimal?: string, decimal?: string, name = ''): string {
  const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal)
  if (Number.isNaN(code)) return ENTITIES[name.toLowerCase()] ?? entity
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity
}
