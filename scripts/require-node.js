// Plain JavaScript on purpose: this file must run on the old Node that it turns away.
const [major] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `Agent Copilot for 8x8 runs on Node 24 or newer; this is Node ${process.versions.node}.\n` +
      'npm ci fetches Node 24 for Linux, Windows x64 and macOS arm64 by itself; on this platform install Node 24 first.',
  )
  process.exit(1)
}
