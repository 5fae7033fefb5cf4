import type { Conversation } from './conversation.ts'
import type { Fault } from './fault.ts'

type Act = (conversation: Conversation) => unknown

/** The same happens in every conversation. */
const toEverybody = (name: string, begin: Act, end: Act): Fault => ({
  name,
  begin: ({ conversations }) => conversations.forEach(begin),
  end: ({ conversations }) => conversations.forEach(end),
})

/** What goes wrong between people and the server. */
export const faultsOfPeople: Fault[] = [
  toEverybody(
    'customers lose their network',
    ({ customerLine }) => customerLine.cut(),
    ({ customerLine }) => customerLine.mend(),
  ),
  toEverybody(
    'customers’ network stands still',
    ({ customerLine }) => customerLine.freeze(),
    ({ customerLine }) => customerLine.mend(),
  ),
  toEverybody(
    'customers’ network is slow',
    ({ customerLine }) => customerLine.slowDown(300),
    ({ customerLine }) => customerLine.mend(),
  ),
  toEverybody(
    'customers load their page anew, and again',
    ({ customer }) => customer.reload(),
    ({ customer }) => customer.reload(),
  ),
  toEverybody(
    'customers have a network that lets only polling through',
    ({ customer }) => customer.reload(['polling']),
    ({ customer }) => customer.reload(),
  ),
  toEverybody(
    'copilots lose their network',
    ({ widgetLine }) => widgetLine.cut(),
    ({ widgetLine }) => widgetLine.mend(),
  ),
  toEverybody(
    'copilots’ network stands still',
    ({ widgetLine }) => widgetLine.freeze(),
    ({ widgetLine }) => widgetLine.mend(),
  ),
  toEverybody(
    'copilots are loaded anew, and again',
    ({ widget }) => widget.reload(),
    ({ widget }) => widget.reload(),
  ),
]
