import type { Knowledge } from '../knowledge/knowledge.ts'
import type { FindModel, LanguageModel } from '../language-model/language-model.ts'
import type { Answer, Passage } from '../protocol/assists.ts'
import { ModelError } from '../protocol/model-error.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { SessionOwner } from '../sessions/session-key.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import { cautiousClaims } from './cautious-claims.ts'
import { citedIn, sourcesOf } from './cited.ts'
import { ground } from './grounding.ts'
import { HiddenData, type Privacy } from './hidden-data.ts'
import { modelRequest } from './model-request.ts'
import { promptOf } from './prompts.ts'
import { repeats } from './repeats.ts'
import { labelled, passageData } from './shown-to-model.ts'
import { type OnText, readAnswer } from './write-text.ts'

export interface AnswerParts {
  log: SessionLog
  knowledge: Knowledge
  findModel: FindModel
  settingsOf: (endpointId: string) => Promise<EndpointSettings | undefined>
  privacy: Privacy
}

/** An agent's question about the chat that they have open. */
export interface Question {
  key: string
  owner: SessionOwner
  question: string
}

export type AnswerQuestion = (question: Question, onText: OnText, signal: AbortSignal) => Promise<Answer>

const PASSAGES = 5
const DIALOGUE_TURNS = 12
const MOST_FOLLOW_UPS = 3
const LONGEST_ANSWER_IN_TOKENS = 600

/** What was found for a question, and what it is asked about. */
interface Found {
  passages: Passage[]
  dialogue: { seq: number; from: 'customer' | 'virtual-agent' | 'agent'; text: string }[]
}

/**
 * Answers an agent's own question from knowledge and conversation: with a language model in its words, otherwise, and where
 * the model fails, by the sentences that answer. An empty text says that nothing answers.
 */
export function answerQuestion(parts: AnswerParts): AnswerQuestion {
  return async (asked, onText, signal) => {
    const { endpointId } = asked.owner
    const [session, settings, model] = await Promise.all([
      parts.log.find(asked.key),
      parts.settingsOf(endpointId),
      parts.findModel(endpointId),
    ])
    if (!session || !settings) throw new Error('The session is gone.')
    const found = await find(parts, asked, session.state.seq)
    const byKnowledge = answerByKnowledge(found, settings)
    if (!model) return byKnowledge
    try {
      const hidden = new HiddenData(parts.privacy, settings.privacy, session.state.profile)
      return await answerByModel(model, { ...asked, ...found, settings, hidden }, onText, signal)
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      return { ...byKnowledge, modelTrouble: error.trouble }
    }
  }
}

async function find({ log, knowledge }: AnswerParts, asked: Question, through: number): Promise<Found> {
  const messages = await log.readMessagesBack(asked.key, through, DIALOGUE_TURNS)
  const dialogue = messages.flatMap(({ seq, from, text }) => (text ? [{ seq, from, text }] : []))
  const question = { from: 'agent' as const, text: asked.question }
  // A question that says all it needs is not led astray by what the chat was about before.
  const alone = await knowledge.find(asked.owner.endpointId, { turns: [question] }, PASSAGES)
  if (alone.passages.length > 0) return { passages: alone.passages, dialogue }
  const turns = [...dialogue, question]
  const { passages } = await knowledge.find(asked.owner.endpointId, { turns }, PASSAGES)
  return { passages, dialogue }
}

function answerByKnowledge({ passages }: Found, { copilot }: EndpointSettings): Answer {
  const helpful = passages.filter(({ score }) => score >= copilot.suggestions.helps)
  const [best, ...others] = helpful
  return {
    text: best?.answer ?? '',
    by: 'knowledge',
    passages: best ? [best] : [],
    claims: [],
    followUps: [...new Set(others.map(titleOf))].slice(0, MOST_FOLLOW_UPS),
  }
}

const titleOf = ({ title, headings }: Passage) => headings.at(-1) ?? title

interface Asked extends Question, Found {
  settings: EndpointSettings
  hidden: HiddenData
}

async function answerByModel(
  model: LanguageModel,
  { question, passages, dialogue, settings, hidden }: Asked,
  onText: OnText,
  signal: AbortSignal,
): Promise<Answer> {
  const prompt = promptOf('answer-question', settings.copilot.prompts)
  const data = {
    knowledge: labelled(passages).map(passageData),
    conversation: hidden.hideDialogue(dialogue).map(({ from, text }) => ({ from, text })),
    question: hidden.hide(question),
  }
  const showing = hidden.showing()
  const followUps: string[] = []
  let [text, header, words] = ['', 'answer', '']
  const add = (more: string) => {
    text += more
    if (more !== '') onText(more)
  }
  const request = modelRequest(prompt, data, LONGEST_ANSWER_IN_TOKENS)
  for await (const part of readAnswer(model, request, ['answer', 'next'], signal)) {
    if (part.type === 'header') {
      header = part.name
      if (header === 'answer') words = part.words
      else if (part.words !== '') followUps.push(hidden.show(part.words))
    } else if (header === 'answer') add(showing.read(part.text))
  }
  add(showing.end())
  if (text.trim() === '' || repeats(text, prompt.text))
    throw new ModelError('malformed', 'The model gave no answer.')
  const cited = citedIn(words, passages)
  return {
    text: text.trim(),
    by: 'model',
    passages: cited,
    claims: cautiousClaims(ground(text.trim(), sourcesOf(cited, dialogue)), dialogue),
    followUps: followUps.slice(0, MOST_FOLLOW_UPS),
  }
}
