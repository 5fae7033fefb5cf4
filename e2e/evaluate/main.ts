import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type EvaluateArguments, readArguments, UsageError, usage } from './arguments.ts'
import { datasets } from './datasets.ts'
import { figuresOf, printReport, reportOf } from './report.ts'

try {
  const wanted = readArguments(process.argv.slice(2), datasets)
  if (wanted) await evaluate(wanted)
  else console.log(usage(datasets))
} catch (error) {
  if (!(error instanceof Error)) throw error
  console.error(`evaluate: ${error.message}`)
  if (error instanceof UsageError) console.error(`\n${usage(datasets)}`)
  process.exitCode = 1
}

async function evaluate({ dataset, data, out }: EvaluateArguments): Promise<void> {
  const evaluation = await datasets[dataset]!.evaluate(resolve(data))
  const report = reportOf(evaluation)
  const figures = figuresOf(report, evaluation)
  printReport(report, evaluation)
  const written = {
    dataset,
    at: new Date().toISOString(),
    figures,
    measures: report,
    notes: evaluation.notes ?? [],
  }
  await mkdir(dirname(resolve(out)), { recursive: true })
  await writeFile(out, `${JSON.stringify(written, undefined, 2)}\n`)
  console.log(`Written to ${out}`)
  console.log(JSON.stringify({ command: `evaluate --dataset ${dataset}`, figures }))
}
