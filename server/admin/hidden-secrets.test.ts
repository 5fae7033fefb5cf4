import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { endpointSettingsSchema } from '../protocol/settings/endpoint.ts'
import { HiddenSecrets } from './hidden-secrets.ts'

describe('secrets in what administrators see', () => {
  const hidden = new HiddenSecrets(randomBytes(32))
  const settings = endpointSettingsSchema.parse({
    virtualAgent: { kind: 'webhook', url: 'https://bot.example', secret: 'secret of the virtual agent' },
    copilot: {
      signedLinks: {
        keys: [
          { id: 'one', algorithm: 'HS256', secret: 'first secret that signs links to us' },
          { id: 'two', algorithm: 'HS256', secret: 'second secret that signs links to us' },
        ],
      },
      panel: { keys: ['a-panel-key-that-nobody-can-guess-1'] },
      model: { kind: 'compatible', baseUrl: 'https://m.example', apiKey: 'secret-of-the-model', name: 'm' },
    },
  })

  it('are placeholders that the schema takes', () => {
    const shown = hidden.hide(endpointSettingsSchema, settings)
    expect(JSON.stringify(shown)).not.toMatch(/secret of|first secret|second secret|a-panel-key|secret-of/)
    expect(endpointSettingsSchema.parse(shown)).toEqual(shown)
  })

  it('are as they were when the placeholders come back, also in another order, and change where they were changed', () => {
    const shown = hidden.hide(endpointSettingsSchema, settings)
    expect(hidden.reveal(endpointSettingsSchema, shown, settings)).toEqual(settings)
    const [one, two] = shown.copilot.signedLinks.keys
    const changed = structuredClone(shown)
    changed.copilot.signedLinks.keys = [
      two,
      { ...one, secret: 'a third secret that signs links to us' },
    ] as never
    const stored = hidden.reveal(endpointSettingsSchema, changed, settings)
    expect(stored.copilot.signedLinks.keys).toMatchObject([
      { id: 'two', secret: 'second secret that signs links to us' },
      { id: 'one', secret: 'a third secret that signs links to us' },
    ])
  })
})
