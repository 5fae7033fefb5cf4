import { fileURLToPath } from 'node:url'
import { expect, type Page } from '@playwright/test'
import { maevesChat, openedAt } from '../../widget/testing/scripted-chat.ts'
import { type Happening, sequence } from '../../widget/testing/scripted-events.ts'
import { ScriptedServer, type ScriptedServerOptions } from '../../widget/testing/scripted-server.ts'

/* The widget alone: the built page in a real browser, against a server that plays a script over a real socket. */

const dist = fileURLToPath(new URL('../../dist', import.meta.url))

export const wide = { width: 1280, height: 800 }
export const narrow = { width: 360, height: 800 }

export const startServer = (events = maevesChat, prefix = '') =>
  ScriptedServer.start({ dist, events, serverTime: openedAt, prefix })

/** What happens after the chat that the server begins with. */
export const next = (...happenings: Happening[]) => sequence(happenings, maevesChat.length)

/** Maeve's chat, after which this happened. */
export const startChatWith = (happenings: Happening[], options: ScriptedServerOptions = {}) =>
  ScriptedServer.start({
    dist,
    events: [...maevesChat, ...next(...happenings)],
    serverTime: openedAt,
    ...options,
  })

export const connection = (page: Page) => page.getByTestId('connection-state')
export const spoken = (page: Page) => page.getByRole('status')
export const messages = (page: Page) => page.getByTestId('message')
export const suggestion = (page: Page) => page.getByTestId('suggestion-text')

export async function expectState(page: Page, state: string) {
  await expect(connection(page)).toHaveAttribute('data-state', state)
}
