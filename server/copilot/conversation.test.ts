import { expect, test } from 'vitest'
import { talk } from './testing/talk.ts'

test('a language is told from what somebody said, not from the markup around it', () => {
  const script = [
    'C: <div style="font-family: Arial; color: black; margin: 0 auto; text-align: left"><i style="background: white">Rechnung falsch</i></div>',
    'A: Siehe https://help.example/how-to-pay-the-bill/and/what-you-can-do bitte, danke',
  ]
  const conversation = talk(script.join('\n'))
  expect(conversation.map(({ language }) => language)).toEqual(['de', 'de'])
  expect(conversation[0]?.text).toContain('<div style=')
})
