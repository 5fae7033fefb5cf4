import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'

it('the manifest of the element says what the element is now: else run `npm run manifest`', () => {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'))
  const config = 'widget/custom-elements-manifest.config.js'
  const args = ['analyze', '--config', config, '--outdir', relative('.', folder)]
  execFileSync('node_modules/.bin/cem', args, { stdio: 'ignore' })
  const read = (from: string): unknown => JSON.parse(readFileSync(join(from, 'custom-elements.json'), 'utf8'))
  const made = read(folder)
  rmSync(folder, { recursive: true })
  expect(read('widget')).toEqual(made)
})
