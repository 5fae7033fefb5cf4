import { defineConfig } from 'vite'

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
  publicDir: false,
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2024',
    modulePreload: { polyfill: false },
    // An inlined asset would be a data: address, which the page's content security policy refuses.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        standalone: 'widget/standalone/index.html',
        panel: 'widget/panel/index.html',
        embed: 'widget/embed/index.html',
        'embed-loader': 'widget/embed/embed.ts',
        'sign-on': 'widget/sign-on/index.html',
        'agent-copilot': 'widget/agent-copilot.ts',
        'tile-frame': 'widget/tile-frame/index.html',
      },
      preserveEntrySignatures: 'allow-extension',
      output: {
        // A plain script: what it declares must not become the page's.
        banner: ({ name }) => (name === 'embed-loader' ? '(() => {' : ''),
        footer: ({ name }) => (name === 'embed-loader' ? '})()' : ''),
        entryFileNames: ({ name }) => stableNames[name] ?? 'assets/[name]-[hash].js',
      },
    },
  },
  experimental: {
    // The page stands at the root of the server, which may itself stand below a path.
    renderBuiltUrl: (filename, { hostType }) => (hostType === 'html' ? `./${filename}` : { relative: true }),
  },
})
