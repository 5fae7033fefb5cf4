/** What host pages may rely on: the element, its events and what they carry. Paths are from the root of the project. */
export default {
  globs: [
    'widget/agent-copilot.ts',
    'widget/insert-event.ts',
    'widget/session-change-event.ts',
    'widget/embed/host-events.ts',
  ],
  outdir: 'widget',
  litelement: true,
  packagejson: false,
  quiet: true,
  plugins: [publicOnly()],
}

/** Leaves out what is private, what Lit calls, and what other modules merely declare. */
function publicOnly() {
  const lifecycle = new Set([
    'connectedCallback',
    'disconnectedCallback',
    'willUpdate',
    'updated',
    'render',
    'styles',
  ])
  return {
    name: 'public-only',
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations = [] } of customElementsManifest.modules) {
        for (const declaration of declarations) {
          declaration.members = declaration.members?.filter(
            ({ name, privacy }) => privacy === undefined && !name.startsWith('#') && !lifecycle.has(name),
          )
        }
      }
      for (const one of customElementsManifest.modules) {
        one.declarations = one.declarations?.filter(({ kind }) => kind === 'class')
      }
    },
  }
}
