import { z } from 'zod'
import type { LanguageModel } from '../language-model/language-model.ts'
import type { Summary, SummaryItem } from '../protocol/assists.ts'
import { ModelError } from '../protocol/model-error.ts'
import { groundSummary } from './ground-summary.ts'
import type { Privacy } from './hidden-data.ts'
import { forModel } from './model-conversation.ts'
import { modelRequest } from './model-request.ts'
import type { Occasion } from './occasion.ts'
import { promptOf } from './prompts.ts'
import { repeats } from './repeats.ts'
import { withoutSecrets } from './without-secrets.ts'

const MOST_ITEMS = 6
const LONGEST_SUMMARY_IN_TOKENS = 900

const itemSchema = z.strictObject({ text: z.string().min(1).max(600), seqs: z.array(z.int()).max(20) })
const answerSchema = z.strictObject({
  topic: itemSchema,
  asked: z.array(itemSchema).max(20),
  done: z.array(itemSchema).max(20),
  promised: z.array(itemSchema).max(20),
  open: z.array(itemSchema).max(20),
})

/**
 * A summary in the model's words: every item says where it was said, and each number, name, date and promise in it is looked
 * up there. An item that cites nothing is left out. Rejects with a ModelError.
 */
export async function summariseByModel(
  model: LanguageModel,
  occasion: Occasion,
  privacy: Privacy,
  signal: AbortSignal,
): Promise<Summary> {
  const { conversation, settings } = occasion
  const prompt = promptOf('summarise', settings.copilot.prompts)
  const shown = forModel(occasion, privacy)
  const data = { conversation: shown.data, language: settings.copilot.language }
  const request = modelRequest(prompt, data, LONGEST_SUMMARY_IN_TOKENS)
  const answer = await model.answer(request, answerSchema, signal)
  const said = new Set(conversation.map(({ seq }) => seq))
  const read = ({ text, seqs }: z.infer<typeof itemSchema>): SummaryItem[] => {
    const cited = [...new Set(seqs)].filter(seq => said.has(seq))
    return cited.length === 0 || repeats(text, prompt.text)
      ? []
      : [{ text: shown.hidden.show(text).slice(0, 1000), seqs: cited, claims: [] }]
  }
  const [topic] = read(answer.topic)
  if (!topic) throw new ModelError('malformed', 'The summary’s topic cites no message.')
  const list = (items: readonly z.infer<typeof itemSchema>[]) => items.flatMap(read).slice(0, MOST_ITEMS)
  const summary = {
    topic,
    asked: list(answer.asked),
    done: list(answer.done),
    promised: list(answer.promised),
    open: list(answer.open),
  }
  return groundSummary(withoutSecrets(summary, privacy), conversation)
}
