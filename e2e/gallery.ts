import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import express from 'express'
import { build } from 'vite'
import { secureHeaders, tileFrame } from '../server/web/pages.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface Gallery extends AsyncDisposable {
  address: string
}

/**
 * Builds the gallery of every tile in every state and serves it under the product's own policy; port 0 takes a free
 * one. `watch` builds it again when a file changes.
 */
export async function startGallery(port: number, watch = false): Promise<Gallery> {
  const folder = await mkdtemp(join(tmpdir(), 'gallery-'))
  await build({
    root: `${root}widget`,
    configFile: `${root}vite.config.ts`,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      watch: watch ? {} : null,
      rolldownOptions: { input: { gallery: `${root}widget/gallery/index.html` } },
    },
  })
  const app = express()
    .use(secureHeaders("'self'"))
    .get('/', (_request, response) => response.sendFile('gallery/index.html', { root: folder }))
    .get('/tile-frame', tileFrame)
    .use(express.static(folder))
  const server = createServer(app).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      await rm(folder, { recursive: true })
    },
  }
}

if (import.meta.main) {
  const { address } = await startGallery(Number(process.env.PORT ?? 4705), true)
  console.log(`Gallery: ${address}`)
}
