import { defineConfig, type Plugin } from 'vite'

/** Modules that pages of others name. */
const stableNames: Record<string, string> = {
  'agent-copilot': 'agent-copilot.js',
  'embed-loader': 'embed.js',
}

/*
 * The standalone page and the element. The page's own script is tiny and imports the element's module,
 * so that a browser which has loaded one has loaded the other.
 */
export default defineConfig({
  root: 'widget',
  plugins: [sharedHead(), leanTemplates(), plainImports()],
  publicDir: false,
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2024',
    modulePreload: false,
    // An inlined asset would be a data: address, which the page's content security policy refuses.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        standalone: 'widget/standalone/index.html',
        panel: 'widget/panel/index.html',
        embed: 'widget/embed/index.html',
        'embed-loader': 'widget/embed/embed.ts',
        'sign-on': 'widget/sign-on/index.html',
        console: 'widget/console/index.html',
        'agent-copilot': 'widget/agent-copilot.ts',
        'tile-frame': 'widget/tile-frame/index.html',
      },
      preserveEntrySignatures: 'allow-extension',
      output: {
        // What the element needs at once is one file, and so are the suggestions; what is loaded when needed takes from them.
        codeSplitting: {
          groups: [
            { name: 'core', test: /widget\/agent-copilot\.ts$/, priority: 2 },
            { name: 'suggestions', test: /widget\/tiles\/suggestions\.ts$/, priority: 1 },
          ],
        },
        // A plain script: what it declares must not become the page's.
        banner: ({ name }) => (name === 'embed-loader' ? '(() => {' : ''),
        footer: ({ name }) => (name === 'embed-loader' ? '})()' : ''),
        entryFileNames: ({ name }) => stableNames[name] ?? 'assets/[name]-[hash].js',
      },
    },
  },
  experimental: {
    // Pages stand at the root of the server, the console one below it, and the server itself may stand below a path.
    renderBuiltUrl: (filename, { hostType, hostId }) => {
      if (hostType !== 'html') return { relative: true }
      return hostId.startsWith('console/') ? `../${filename}` : `./${filename}`
    },
  },
})

/** What the head of every page begins with. */
function sharedHead(): Plugin {
  const shared = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    '<link rel="icon" href="../standalone/icon.svg">',
  ]
  return {
    name: 'shared-head',
    transformIndexHtml: {
      order: 'pre',
      handler: page => page.replace(/<!-- shared:.*?-->/, shared.join('\n    ')),
    },
  }
}

/** Templates keep what no minifier of scripts may touch: the indentation of their source, and the comments of styles. */
function leanTemplates(): Plugin {
  const leanStyles = (_all: string, styles: string) =>
    `css\`${styles
      .replace(/\/\*.*?\*\//gs, '')
      .replace(/\s*([{};,>])\s*/g, '$1')
      .replace(/:\s+/g, ':')
      .replaceAll(';}', '}')
      .trim()}\``
  return {
    name: 'lean-templates',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/widget\/.*\.ts$/.test(id)) return undefined
      return code.replace(/\bcss`([^`$]*)`/g, leanStyles).replace(/\n[ \t]+/g, '\n')
    },
  }
}

/** What is loaded when needed brings no styles of its own that would have to be loaded before it. */
function plainImports(): Plugin {
  const helper = '\0vite/preload-helper.js'
  return {
    name: 'plain-imports',
    apply: 'build',
    enforce: 'pre',
    load: id => (id === helper ? 'export const __vitePreload = load => load()' : undefined),
  }
}
