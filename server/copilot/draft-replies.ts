import type { LanguageModel } from '../language-model/language-model.ts'
import type { Passage, Suggestion } from '../protocol/assists.ts'
import { ModelError } from '../protocol/model-error.ts'
import type { Author } from '../protocol/session-events.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { Profile } from '../protocol/values.ts'
import { DraftCancelledError, type DraftHub } from './draft-hub.ts'
import { DraftReader } from './draft-reader.ts'
import { DraftsInWriting } from './drafts-in-writing.ts'
import { HiddenData, type Privacy } from './hidden-data.ts'
import { modelRequest } from './model-request.ts'
import { promptOf } from './prompts.ts'
import { customerData, labelled, passageData } from './shown-to-model.ts'

export interface DraftParts {
  hub: DraftHub
  privacy: Privacy
}

/** What there is to draft from. */
export interface Drafting {
  key: string
  /** The customer's message that the drafts are for. */
  for: number
  /** Oldest first. */
  dialogue: { seq: number; from: Author; text: string }[]
  passages: Passage[]
  /** What agents said in similar turns of other chats, without personal data. */
  pastReplies: { asked: string; reply: string }[]
  profile: Profile
  settings: EndpointSettings
  /** At most so many; none says what earlier ones said. */
  atMost: number
  avoid: string[]
}

const LONGEST_ANSWER_IN_TOKENS = 700

/**
 * Drafts of the agent's next message, told piece by piece while the model writes them. Resolves with those that came
 * to their end: what an agent stopped keeps the whole ones. Rejects with a ModelError, or with the reason of `abort`.
 */
export async function draftReplies(
  parts: DraftParts,
  model: LanguageModel,
  drafting: Drafting,
  abort: AbortController,
): Promise<{ suggestions: Suggestion[]; prompt: string }> {
  const { privacy, copilot } = drafting.settings
  const prompt = promptOf('draft-replies', copilot.prompts)
  const hidden = new HiddenData(parts.privacy, privacy, drafting.profile)
  const writing = new DraftsInWriting(parts, drafting, hidden, prompt, abort)
  const request = modelRequest(prompt, toData(drafting, hidden), LONGEST_ANSWER_IN_TOKENS)
  const reader = new DraftReader(['reply', 'question', 'nothing'])
  try {
    for await (const part of model.stream(request, abort.signal)) {
      if (part.type === 'text-delta') writing.take(reader.read(part.text))
      else {
        writing.take(reader.end())
        writing.finish(part.reason === 'stop')
      }
    }
  } catch (error) {
    writing.finish(false)
    const isStopped = abort.signal.aborted && abort.signal.reason instanceof DraftCancelledError
    // What was whole before the model failed is worth having; the agent has read it.
    if (!isStopped && writing.suggestions.length === 0) throw error
    if (abort.signal.aborted && !isStopped) throw error
  }
  if (!writing.hasSpoken) throw new ModelError('malformed', 'The model answered with nothing.')
  return { suggestions: writing.suggestions, prompt: prompt.name }
}

function toData({ dialogue, passages, pastReplies, profile, avoid }: Drafting, hidden: HiddenData): object {
  const conversation = hidden.hideDialogue(dialogue).map(({ from, text }) => ({ from, text }))
  return {
    knowledge: labelled(passages).map(passageData),
    pastReplies,
    customer: customerData(profile, hidden),
    conversation,
    ...(avoid.length > 0 && { alreadyOffered: avoid.map(text => hidden.hide(text)) }),
  }
}
