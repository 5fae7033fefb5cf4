import { benchBridge } from './bridge.ts'
import { benchCopilot } from './copilot.ts'
import { benchScale } from './scale.ts'
import { benchWidget } from './widget.ts'

/** Every benchmark by its name; each prints its table and resolves with its figures. */
const BENCHMARKS: Record<string, () => Promise<Record<string, number>>> = {
  bridge: benchBridge,
  copilot: benchCopilot,
  scale: benchScale,
  widget: benchWidget,
}

const [name = ''] = process.argv.slice(2)
const benchmark = BENCHMARKS[name]
if (benchmark) console.log(JSON.stringify({ command: `bench ${name}`, figures: await benchmark() }))
else console.error(`Usage: npm run bench ${Object.keys(BENCHMARKS).join(' | ')}`)
process.exit(benchmark ? 0 : 1)
