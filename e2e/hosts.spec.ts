import { expect, test } from '@playwright/test'
import { Bridge } from './testing/bridge.ts'
test('x', async () => {
  await using bridge = await Bridge.start()
  expect(bridge.service.url).toContain('http')
})
