import type { FindModel } from '../language-model/language-model.ts'
import type { Claim, RewriteStyle } from '../protocol/assists.ts'
import { ModelError } from '../protocol/model-error.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { SessionOwner } from '../sessions/session-key.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import { ground } from './grounding.ts'
import { HiddenData, type Privacy } from './hidden-data.ts'
import { modelRequest } from './model-request.ts'
import { type Prompt, promptOf } from './prompts.ts'
import { type OnText, writeText } from './write-text.ts'

export interface RewriteParts {
  log: SessionLog
  findModel: FindModel
  settingsOf: (endpointId: string) => Promise<EndpointSettings | undefined>
  privacy: Privacy
}

export interface TextOfAgent {
  key: string
  owner: SessionOwner
  text: string
}

const WISHES: Record<RewriteStyle, string> = {
  shorter: 'Make it shorter: about half as long, nothing of substance lost.',
  friendlier: 'Make it warmer and friendlier, without exaggeration.',
  'more-formal': 'Make it more formal, as in a business letter.',
  'fix-grammar': 'Correct spelling, grammar and punctuation. Change nothing else.',
}

const DIALOGUE_TURNS = 4
/** A text may grow by half and has room for a short one to become polite. */
const tokensFor = (text: string) => Math.ceil(text.length / 2) + 200

/** The agent's text in another style, and what it states that the agent's own did not. Rejects with a ModelError. */
export function rewrite(parts: RewriteParts) {
  return async (
    asked: TextOfAgent & { style: RewriteStyle },
    onText: OnText,
    signal: AbortSignal,
  ): Promise<{ text: string; claims: Claim[] }> => {
    const { model, hidden, prompt, turns } = await prepare(parts, asked, 'rewrite')
    const data = { text: hidden.hide(asked.text), wish: WISHES[asked.style], conversation: turns }
    const text = await writeText(
      model,
      modelRequest(prompt, data, tokensFor(asked.text)),
      hidden,
      onText,
      signal,
    )
    const claims = ground(text, [{ evidence: { seq: 0 }, text: asked.text }])
    return { text, claims: claims.filter(({ evidence }) => evidence.length === 0) }
  }
}

/** A text of the chat in another language, BCP 47. Rejects with a ModelError. */
export function translate(parts: RewriteParts) {
  return async (
    asked: TextOfAgent & { to: string },
    onText: OnText,
    signal: AbortSignal,
  ): Promise<{ text: string }> => {
    const { model, hidden, prompt } = await prepare(parts, asked, 'translate')
    const data = { text: hidden.hide(asked.text), to: asked.to }
    return {
      text: await writeText(model, modelRequest(prompt, data, tokensFor(asked.text)), hidden, onText, signal),
    }
  }
}

async function prepare(parts: RewriteParts, { key, owner }: TextOfAgent, name: 'rewrite' | 'translate') {
  const [session, settings, model] = await Promise.all([
    parts.log.find(key),
    parts.settingsOf(owner.endpointId),
    parts.findModel(owner.endpointId),
  ])
  if (!session || !settings) throw new Error('The session is gone.')
  if (!model) throw new ModelError('unavailable', 'The endpoint has no language model.')
  const hidden = new HiddenData(parts.privacy, settings.privacy, session.state.profile)
  const messages = await parts.log.readMessagesBack(key, session.state.seq, DIALOGUE_TURNS)
  const dialogue = messages.flatMap(({ from, text }) => (text ? [{ from, text }] : []))
  const prompt: Prompt = promptOf(name, settings.copilot.prompts)
  return { model, hidden, prompt, turns: hidden.hideDialogue(dialogue) }
}
