import type { Fact, FormField, Quote, Summary, WrapUp } from '../protocol/assists.ts'
import { faultsOfForm } from '../protocol/forms.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { AssistsState } from '../sessions/assists-state.ts'
import { LAST_PLACE } from '../sessions/session-log.ts'
import { type Conversation, shorten } from './conversation.ts'
import { kindNamedBy } from './identifiers.ts'
import type { AssistsParts } from './occasion.ts'
import type { Reading } from './reading.ts'
import { readHandover } from './summarise.ts'
import { type ChosenCode, type Code, chooseCode } from './wrap-up-code.ts'
import { wrapUpWords } from './wrap-up-words.ts'

const LONGEST_SUMMARY = 10_000

export interface MadeWrapUp {
  wrapUp: WrapUp
  because?: Quote
}

/** What a wrap-up is made of. */
export interface Ended {
  summary: Summary
  conversation: Conversation
  settings: EndpointSettings
  assists: AssistsState
  reading: Reading
}

/** What the agent would leave behind, without a language model: every part is only filled where something says so. */
export function makeWrapUp({ summary, conversation, settings, assists, reading }: Ended): MadeWrapUp {
  const { playbooks, wrapUpCodes, wrapUpFields, language } = settings.copilot
  const followed = playbooks.find(({ id }) => id === assists.playbook?.id)
  const known = wrapUpCodes.find(({ code }) => code === followed?.wrapUpCode)
  const chosen = known
    ? { code: known.code, because: assists.playbook?.because }
    : chooseCode(wrapUpCodes, conversation, reading)
  return {
    wrapUp: {
      summary: wrapUpText(summary, language),
      ...(chosen && { code: chosen.code }),
      fields: fillFields(wrapUpFields, assists),
    },
    ...(chosen?.because && { because: chosen.because }),
  }
}

/** The code of a list that a session's chat speaks of, for instance of the one that 8x8 offers. */
export async function chooseCodeFor(
  parts: AssistsParts,
  key: string,
  codes: readonly Code[],
): Promise<ChosenCode | undefined> {
  const occasion = await readHandover(parts, key, LAST_PLACE)
  return occasion && chooseCode(codes, occasion.conversation, parts.reading)
}

/** The summary as a text that may be edited: a line each for the topic, what was done, and so on. */
export function wrapUpText({ topic, asked, done, promised, open }: Summary, language: string): string {
  const words = wrapUpWords(language)
  const line = (name: string, items: readonly { text: string }[]) =>
    items.length === 0 ? [] : `${name}: ${items.map(({ text }) => text).join(' ')}`
  const lines = [
    line(words.topic, [topic]),
    line(words.asked, asked),
    line(words.done, done),
    line(words.promised, promised),
    line(words.open, open),
  ]
  return shorten(lines.flat().join('\n'), LONGEST_SUMMARY)
}

/** From what agents filled in along the way, then from the facts of the conversation. */
function fillFields(fields: readonly FormField[], { marks, facts }: AssistsState): Record<string, string> {
  const filledIn = Object.assign(
    {},
    ...Object.values(marks).flatMap(steps => Object.values(steps).map(({ values }) => values)),
  )
  const found = fields.flatMap(field => {
    const value = (filledIn as Record<string, string>)[field.id] || factFor(field, facts)
    const fits = value && faultsOfForm([field], { [field.id]: value }, { complete: false }).length === 0
    return fits ? [[field.id, value] as const] : []
  })
  return Object.fromEntries(found)
}

function factFor({ label, kind }: FormField, facts: readonly Fact[]): string | undefined {
  if (kind !== 'text') return undefined
  const named = kindNamedBy(label)
  return named && facts.findLast(fact => fact.kind === named)?.value
}
