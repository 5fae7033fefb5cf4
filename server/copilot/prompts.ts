import { readFileSync } from 'node:fs'
import { PROMPT_NAMES, type PromptName } from '../protocol/settings/copilot.ts'

export interface Prompt {
  /** The file's name and version, or that the endpoint wrote its own: `draft-replies 1`, `draft-replies, own`. */
  name: string
  text: string
}

const files = new Map(PROMPT_NAMES.map(name => [name, readPrompt(name)]))

/** The instructions that an endpoint uses: its own where it wrote some. */
export function promptOf(name: PromptName, own: Partial<Record<PromptName, string>>): Prompt {
  const text = own[name]
  if (text) return { name: `${name}, own`, text }
  const file = files.get(name)
  if (!file) throw new Error(`There is no prompt ${name}.`)
  return file
}

function readPrompt(name: PromptName): Prompt {
  const file = readFileSync(new URL(`prompts/${name}.md`, import.meta.url), 'utf8')
  const parts = /^---\nversion: (?<version>\d+)\n---\n(?<text>[\s\S]+)$/.exec(file)?.groups
  if (!parts) throw new Error(`The prompt ${name} has no version.`)
  return { name: `${name} ${parts.version}`, text: parts.text?.trim() ?? '' }
}
