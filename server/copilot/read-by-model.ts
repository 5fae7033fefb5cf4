import { z } from 'zod'
import type { LanguageModel } from '../language-model/language-model.ts'
import type { Quote, Sentiment } from '../protocol/assists.ts'
import type { Playbook } from '../protocol/playbooks.ts'
import type { FactKind } from './fact-labels.ts'
import type { Privacy } from './hidden-data.ts'
import { forModel, type ModelConversation } from './model-conversation.ts'
import { modelRequest } from './model-request.ts'
import type { Occasion } from './occasion.ts'
import { promptOf } from './prompts.ts'

const LONGEST_READING_IN_TOKENS = 500
const MESSAGES = 16
const EXAMPLES_SHOWN = 5
const LONGEST_REASON = 80

const quoteSchema = z.strictObject({ seq: z.int(), sentence: z.string().max(1000) }).nullable()
const answerSchema = z.strictObject({
  mood: z.enum(['positive', 'neutral', 'negative', 'unsure']),
  reason: z.string().max(300),
  moodQuote: quoteSchema,
  playbookId: z.string().max(256).nullable(),
  playbookQuote: quoteSchema,
  facts: z
    .array(
      z.strictObject({
        kind: z.enum(['name', 'company', 'product', 'order', 'case', 'account', 'date', 'other']),
        label: z.string().max(100),
        value: z.string().max(300),
        seq: z.int(),
      }),
    )
    .max(20),
})
type Answer = z.infer<typeof answerSchema>

/** What a model reads in a conversation; every part rests on words that were said there. */
export interface ModelReading {
  sentiment: Sentiment | undefined
  playbook: { playbook: Playbook; because: Quote } | undefined
  facts: { kind: FactKind; label: string; value: string; seq: number }[]
}

/**
 * Mood, playbook and facts as a model reads them: the playbook only out of the endpoint's, quotes and values only as they
 * were said. Rejects with a ModelError.
 */
export async function readByModel(
  model: LanguageModel,
  occasion: Occasion,
  privacy: Privacy,
  signal: AbortSignal,
): Promise<ModelReading> {
  const { playbooks, language, prompts } = occasion.settings.copilot
  const lately = { ...occasion, conversation: occasion.conversation.slice(-MESSAGES) }
  const shown = forModel(lately, privacy)
  const data = {
    conversation: shown.data,
    playbooks: playbooks.map(({ id, title, phrases, examples }) => ({
      id,
      title,
      examples: [...examples, ...phrases].slice(0, EXAMPLES_SHOWN),
    })),
    language,
  }
  const request = modelRequest(promptOf('read-along', prompts), data, LONGEST_READING_IN_TOKENS, 0)
  const answer = await model.answer(request, answerSchema, signal)
  return {
    sentiment: sentimentOf(answer, shown, lately),
    playbook: playbookOf(answer, shown, lately),
    facts: factsOf(answer, shown),
  }
}

function sentimentOf(
  { mood, reason, moodQuote }: Answer,
  shown: ModelConversation,
  { conversation }: Occasion,
): Sentiment | undefined {
  const quote = shown.find(moodQuote)
  if ((mood !== 'positive' && mood !== 'negative') || !quote || !isCustomers(quote, conversation))
    return undefined
  return { mood, reason: shown.hidden.show(reason).slice(0, LONGEST_REASON), ...quote }
}

function playbookOf(
  { playbookId, playbookQuote }: Answer,
  shown: ModelConversation,
  { settings, conversation }: Occasion,
): ModelReading['playbook'] {
  const playbook = settings.copilot.playbooks.find(({ id }) => id === playbookId)
  const because = shown.find(playbookQuote)
  return playbook && because && isCustomers(because, conversation) ? { playbook, because } : undefined
}

const isCustomers = ({ seq }: Quote, conversation: Occasion['conversation']) =>
  conversation.some(said => said.seq === seq && said.from === 'customer')

const factsOf = ({ facts }: Answer, shown: ModelConversation): ModelReading['facts'] =>
  facts.flatMap(({ kind, label, value, seq }) => {
    const said = shown.find({ seq, sentence: value })
    return said && label.trim() ? [{ kind, label: label.trim(), value: said.sentence, seq }] : []
  })
