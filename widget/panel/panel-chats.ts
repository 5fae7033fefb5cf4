import type { AgentCopilot } from '../agent-copilot.ts'
import type { KeptInteractions } from './kept-interactions.ts'
import type { Opening } from './panel-server.ts'

/** Asks the server which chat an interaction is. */
export type AskForInteraction = (
  interactionId: string,
  hints: { conversationId?: string; agentName?: string },
) => Promise<Opening>

/** One of the codes that 8x8 offers when a chat is wrapped up. */
export interface WorkspaceCode {
  readonly code: string
  readonly name: string
  readonly parentId?: string
}

/** 8x8 may tell the panel of a chat before it tells the server: so long it is looked for, in milliseconds. */
const waits = [0, 500, 1000, 2000, 3000, 4000, 6000, 8000, 10_000]
const unreachableWait = 5000

/** Brings 8x8's interactions into the copilot as chats, each under the interaction's id. */
export class PanelChats {
  readonly #copilot: AgentCopilot
  readonly #ask: AskForInteraction
  readonly #kept: KeptInteractions
  readonly #refused: () => void
  readonly #conversations = new Map<string, string>()
  readonly #codes = new Map<string, readonly WorkspaceCode[]>()
  readonly #searches = new Map<string, AbortController>()
  /** Interactions of other kinds, such as calls. */
  readonly #others = new Set<string>()
  #agentName?: string

  /** `refused` is called when the server does not let this panel open anything. */
  constructor(copilot: AgentCopilot, ask: AskForInteraction, kept: KeptInteractions, refused: () => void) {
    this.#copilot = copilot
    this.#ask = ask
    this.#kept = kept
    this.#refused = refused
    copilot.lookAgain = id => this.#search(id)
    copilot.addEventListener('copilot-chats-change', () => this.#keep())
    for (const id of kept.read()) this.open(id)
  }

  /** What 8x8 calls the agent; goes along when a chat is looked for. */
  set agentName(name: string | undefined) {
    this.#agentName = name
  }

  /** A chat has begun, or is there: it joins the list, and is looked for. */
  open(id: string, { name, conversationId }: { name?: string; conversationId?: string } = {}): void {
    if (conversationId) this.#conversations.set(id, conversationId)
    const known = this.#copilot.chats.find(chat => chat.id === id)
    const wrapUpCodes = this.#codes.get(id)
    this.#copilot.openChat({ id, ...(name && { name }), ...(wrapUpCodes && { wrapUpCodes }) })
    const isFound = known && known.status !== 'opening' && known.status !== 'unknown'
    if (!isFound && !this.#searches.has(id)) this.#search(id)
  }

  /** The agent looks at an interaction: its chat is shown, and nothing of another customer where it is none. */
  focus(id: string): void {
    if (this.#others.has(id)) return this.#copilot.selectChat(undefined)
    this.open(id)
    this.#copilot.selectChat(id)
  }

  /** The codes among which 8x8 lets the agent choose for this chat. */
  offerWrapUpCodes(id: string, codes: readonly WorkspaceCode[]): void {
    this.#codes.set(id, codes)
    if (this.#copilot.chats.some(chat => chat.id === id)) this.#copilot.openChat({ id, wrapUpCodes: codes })
  }

  /** A code as 8x8 wants to hear it; undefined where 8x8 did not offer it. */
  codeOf(id: string, code: string): WorkspaceCode | undefined {
    return this.#codes.get(id)?.find(one => one.code === code)
  }

  /** An interaction that is no chat. */
  ignore(id: string): void {
    this.#others.add(id)
  }

  /** It is over at 8x8 and stays for a look back; one that was never found goes. */
  end(id: string): void {
    this.#others.delete(id)
    this.#stopSearch(id)
    const chat = this.#copilot.chats.find(one => one.id === id)
    if (chat?.status === 'opening' || chat?.status === 'unknown') this.close(id)
    else this.#copilot.closeChat(id)
  }

  /** 8x8 wants the panel to put it away. */
  close(id: string): void {
    this.#stopSearch(id)
    this.#copilot.dismissChat(id)
  }

  #stopSearch(id: string) {
    this.#searches.get(id)?.abort()
    this.#searches.delete(id)
  }

  #search(id: string) {
    this.#stopSearch(id)
    const search = new AbortController()
    this.#searches.set(id, search)
    void this.#find(id, search.signal).finally(() => {
      if (this.#searches.get(id) === search) this.#searches.delete(id)
    })
  }

  async #find(id: string, signal: AbortSignal) {
    for (let tries = 0; tries < waits.length; ) {
      await pause(waits[tries] ?? 0, signal)
      if (signal.aborted) return
      const opening = await this.#ask(id, this.#hints(id))
      if (signal.aborted) return
      if (opening === 'refused') return this.#refused()
      if (typeof opening !== 'string') return this.#copilot.openChat({ id, link: opening })
      if (opening === 'unknown') tries++
      else await pause(unreachableWait, signal)
    }
    this.#copilot.openChat({ id, isUnknown: true })
  }

  #hints(id: string) {
    const conversationId = this.#conversations.get(id)
    return {
      ...(conversationId && { conversationId }),
      ...(this.#agentName && { agentName: this.#agentName }),
    }
  }

  /** What has no session is not worth looking for again after a reload. */
  #keep() {
    const { chats } = this.#copilot
    this.#kept.write(chats.filter(({ status }) => status !== 'unknown').map(({ id }) => id))
  }
}

/** Resolves after so many milliseconds, or at once when nobody waits any more. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
