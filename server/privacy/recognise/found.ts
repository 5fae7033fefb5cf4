import type { PersonalKind } from '../../protocol/settings/privacy.ts'

/** A place in a text (UTF-16 offsets, `end` excluded) that holds personal data. */
export interface Found {
  start: number
  end: number
  kind: PersonalKind
}

/** All places where a pattern matches; `group` narrows to one named group of it. The pattern has the flag `d` then. */
export function spansOf(pattern: RegExp, text: string, kind: PersonalKind, group?: string): Found[] {
  const spans: Found[] = []
  for (const match of text.matchAll(pattern)) {
    const [start, end] = (group ? match.indices?.groups?.[group] : undefined) ?? [
      match.index,
      match.index + match[0].length,
    ]
    if (end > start) spans.push({ start, end, kind })
  }
  return spans
}
