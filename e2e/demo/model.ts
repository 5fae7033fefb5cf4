import { compose } from '../language-model/compose.ts'
import { StandIn } from '../language-model/stand-in.ts'

/** About as fast as a hosted model writes: a piece is a token. */
const PACE_MILLISECONDS = 25

/** A server in place of a language model's, which puts sentences of the articles together. */
export const startStandIn = () => StandIn.start(compose, { pace: PACE_MILLISECONDS })

/** How our server is told to use it. */
export const standInEnvironment = (standIn: StandIn | undefined): NodeJS.ProcessEnv =>
  standIn ? { LLM_BASE_URL: standIn.url, LLM_API_KEY: '', LLM_MODEL: 'scripted stand-in' } : {}

/** What the demo says about who writes drafts. */
export function modelHint(baseUrl: string | undefined, standIn: StandIn | undefined): string {
  if (standIn)
    return 'Drafts come from a scripted stand-in, which puts sentences of the articles together. It is no language model.'
  if (baseUrl) return `Drafts come from the language model at ${baseUrl}.`
  return `Suggestions come from the articles alone. For streamed drafts start it with DEMO_MODEL=scripted (a stand-in on this
machine), or with LLM_BASE_URL and LLM_MODEL (any server that speaks OpenAI's wire, such as Ollama).`
}
