import type { Summary, SummaryItem } from '../protocol/assists.ts'
import type { PersonalKind } from '../protocol/settings/privacy.ts'
import type { Privacy } from './hidden-data.ts'

/** What a summary never repeats: it is copied into other systems and handed to bots. */
const SECRETS: PersonalKind[] = ['card', 'iban', 'national-id', 'secret', 'token']

/** The summary with cards, codes and passwords replaced by what they are, such as `[card 1]`. Before claims are placed. */
export function withoutSecrets({ topic, asked, done, promised, open }: Summary, privacy: Privacy): Summary {
  const hide = (item: SummaryItem) => ({ ...item, text: privacy.mask(item.text, { kinds: SECRETS }).text })
  return {
    topic: hide(topic),
    asked: asked.map(hide),
    done: done.map(hide),
    promised: promised.map(hide),
    open: open.map(hide),
  }
}
