import { z } from 'zod'
import type { LanguageModel } from '../language-model/language-model.ts'
import type { FormField } from '../protocol/assists.ts'
import { faultsOfForm } from '../protocol/forms.ts'
import { ground } from './grounding.ts'
import type { Privacy } from './hidden-data.ts'
import { forModel } from './model-conversation.ts'
import { modelRequest } from './model-request.ts'
import type { Occasion } from './occasion.ts'
import { promptOf } from './prompts.ts'
import type { MadeWrapUp } from './wrap-up.ts'

const LONGEST_WRAP_UP_IN_TOKENS = 600
const LONGEST_VALUE = 1_000
const MOST_SOURCES = 60

const answerSchema = z.strictObject({
  code: z.string().max(100).nullable(),
  quote: z.strictObject({ seq: z.int(), sentence: z.string().max(1000) }).nullable(),
  fields: z.array(z.strictObject({ id: z.string().max(256), value: z.string().max(4000) })).max(60),
})

/**
 * A wrap-up whose code and fields a model has chosen, over the one that was made without: its code is one of the list, its
 * values fit their fields, and what in them can be checked was said. Rejects with a ModelError.
 */
export async function wrapUpByModel(
  model: LanguageModel,
  occasion: Occasion,
  made: MadeWrapUp,
  privacy: Privacy,
  signal: AbortSignal,
): Promise<MadeWrapUp> {
  const { wrapUpCodes, wrapUpFields, prompts } = occasion.settings.copilot
  const shown = forModel(occasion, privacy)
  const data = {
    conversation: shown.data,
    codes: wrapUpCodes.map(({ code, name }) => ({ code, name })),
    fields: wrapUpFields.map(({ id, label, kind, choices }) => ({
      id,
      label,
      kind,
      ...(choices && { choices }),
    })),
  }
  const request = modelRequest(promptOf('wrap-up', prompts), data, LONGEST_WRAP_UP_IN_TOKENS, 0)
  const answer = await model.answer(request, answerSchema, signal)
  const code = wrapUpCodes.find(known => known.code === answer.code)?.code ?? made.wrapUp.code
  const because = code === made.wrapUp.code ? made.because : shown.find(answer.quote)
  const values = answer.fields.flatMap(({ id, value }) => {
    const field = wrapUpFields.find(known => known.id === id)
    const text = shown.hidden.show(value).trim().slice(0, LONGEST_VALUE)
    return field && text !== '' && isSaid(field, text, occasion) ? [[id, text] as const] : []
  })
  return {
    // What agents filled in themselves is theirs.
    wrapUp: {
      ...made.wrapUp,
      ...(code && { code }),
      fields: { ...Object.fromEntries(values), ...made.wrapUp.fields },
    },
    ...(because && { because }),
  }
}

/** A choice or a yes is the model's judgement; numbers, dates and names in a text must have been said. */
function isSaid(field: FormField, text: string, { conversation }: Occasion): boolean {
  if (faultsOfForm([field], { [field.id]: text }, { complete: false }).length > 0) return false
  if (field.kind === 'choice' || field.kind === 'yes-no') return true
  const sources = conversation
    .slice(-MOST_SOURCES)
    .map(said => ({ evidence: { seq: said.seq }, text: said.text }))
  return ground(text, sources).every(({ evidence }) => evidence.length > 0)
}
