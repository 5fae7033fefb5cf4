import type { LanguageModel, ModelRequest } from '../language-model/language-model.ts'
import { ModelError } from '../protocol/model-error.ts'
import { type DraftPart, DraftReader } from './draft-reader.ts'
import type { HiddenData } from './hidden-data.ts'

/** Hears of text as it is written. */
export type OnText = (text: string) => void

/** Reads the parts of an answer whose format has these headers. Rejects with a ModelError where it is cut or held back. */
export async function* readAnswer(
  model: LanguageModel,
  request: ModelRequest,
  headers: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<DraftPart> {
  const reader = new DraftReader(headers)
  for await (const part of model.stream(request, signal)) {
    if (part.type === 'text-delta') yield* reader.read(part.text)
    else {
      yield* reader.end()
      if (part.reason !== 'stop') throw new ModelError('malformed', 'The model did not finish its text.')
    }
  }
}

/** A text that the model writes, told while it grows, with personal data put back. */
export async function writeText(
  model: LanguageModel,
  request: ModelRequest,
  hidden: HiddenData,
  onText: OnText,
  signal: AbortSignal,
): Promise<string> {
  const showing = hidden.showing()
  let whole = ''
  const add = (text: string) => {
    if (text === '') return
    whole += text
    onText(text)
  }
  for await (const part of readAnswer(model, request, [], signal)) {
    if (part.type === 'text') add(showing.read(part.text))
  }
  add(showing.end())
  if (whole.trim() === '') throw new ModelError('malformed', 'The model wrote nothing.')
  return whole.trim()
}
