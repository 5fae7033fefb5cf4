import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'

/*
 * How much JavaScript a browser loads, in KB of gzip, read from the built files. With --check, what is over its limit
 * ends with an error.
 *
 *   element     agent-copilot.js with all that it imports
 *   standalone  the link page until the first suggestion is painted: the element, and what it asks for at once
 *   console     the administrator's page with all that it imports
 */
const DIST = 'dist'
const LIMITS = { standaloneGzipKB: 45, elementGzipKB: 40, consoleGzipKB: 150, pagesWithOutsideRequests: 0 }
/** Chunks that a chat's first view needs: the element asks for them while it connects. */
const FIRST_VIEW = [/^suggestions-/]

const files = name => globSync(`${DIST}/**/${name}`)
const importsOf = file =>
  [...readFileSync(file, 'utf8').matchAll(/(?:import|from)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)].map(
    ([, path]) => join(dirname(file), path),
  )

/** The files, and every file that they import at once. */
function closure(entries, seen = new Set()) {
  for (const file of entries) {
    if (seen.has(file) || !existsSync(file)) continue
    seen.add(file)
    closure(importsOf(file), seen)
  }
  return seen
}

const gzipKB = list =>
  Math.round([...list].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 10) / 100

/** Pages are served from the root, whatever folder they are built into. */
const scriptsOf = page =>
  [...readFileSync(page, 'utf8').matchAll(/<script[^>]+src="\.?\/?([^"]+)"/g)].map(([, path]) =>
    join(DIST, path),
  )

const asksElsewhere = page =>
  /(?:src|href|action)\s*=\s*["']?(?:https?:)?\/\//i.test(readFileSync(page, 'utf8')) ||
  scriptsOf(page).some(file => /(?:import|from)\s*["']https?:/.test(readFileSync(file, 'utf8')))

const firstView = files('*.js').filter(file => FIRST_VIEW.some(name => name.test(basename(file))))
const standalone = closure([...scriptsOf(`${DIST}/standalone/index.html`), ...firstView])
const consolePage = ['admin', 'console'].map(name => `${DIST}/${name}/index.html`).find(existsSync)
const figures = {
  standaloneGzipKB: gzipKB(standalone),
  elementGzipKB: gzipKB(closure([`${DIST}/agent-copilot.js`])),
  ...(consolePage && { consoleGzipKB: gzipKB(closure(scriptsOf(consolePage))) }),
  pagesWithOutsideRequests: files('*.html').filter(asksElsewhere).length,
}

for (const file of standalone)
  console.log(`${gzipKB([file]).toFixed(2).padStart(8)} KB  ${relative(DIST, file)}`)
console.log()
for (const [name, limit] of Object.entries(LIMITS)) {
  if (name in figures) console.log(`${String(figures[name]).padStart(8)}  of ${limit}  ${name}`)
}
console.log(JSON.stringify({ command: 'size', figures }))

if (process.argv.includes('--check')) {
  const over = Object.entries(LIMITS).filter(([name, limit]) => figures[name] > limit)
  for (const [name, limit] of over) console.error(`${name} is ${figures[name]}: more than ${limit}.`)
  process.exitCode = over.length > 0 ? 1 : 0
}
