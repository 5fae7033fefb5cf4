import { parseArgs } from 'node:util'
import type { Dataset } from './dataset.ts'

export interface EvaluateArguments {
  dataset: string
  data: string
  out: string
}

/** The command line cannot be followed; the message says why and how it is written. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Reads `--dataset`, `--data` and `--out`; undefined where help is asked for. Throws UsageError. */
export function readArguments(
  given: string[],
  datasets: Readonly<Record<string, Dataset>>,
): EvaluateArguments | undefined {
  const { dataset, data, out, help } = parse(given)
  if (help) return undefined
  if (dataset === undefined) throw new UsageError('--dataset is missing: which form do the data have?')
  const form = Object.hasOwn(datasets, dataset) ? datasets[dataset] : undefined
  if (!form)
    throw new UsageError(`there is no dataset "${dataset}"; there are ${Object.keys(datasets).join(', ')}`)
  const path = data ?? form.data
  if (path === undefined) throw new UsageError(`--data is missing: ${form.holds}`)
  return { dataset, data: path, out: out ?? `evaluations/${dataset}.json` }
}

function parse(given: string[]) {
  try {
    return parseArgs({
      args: given,
      options: {
        dataset: { type: 'string' },
        data: { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0])
  }
}

/** How the command is written and which datasets there are. */
export function usage(datasets: Readonly<Record<string, Dataset>>): string {
  const names = Object.entries(datasets).map(([name, { holds }]) => `  ${name.padEnd(16)}${holds}`)
  return [
    'npm run evaluate -- --dataset <name> --data <folder or file> [--out <file>]',
    '',
    'Measures the copilot on conversations and prints the figures with the interval in which they lie in',
    '95 of 100 draws of as many dialogues. The same is written as JSON, to evaluations/<name>.json unless',
    '--out says otherwise.',
    '',
    'Datasets, and what --data is:',
    ...names,
  ].join('\n')
}
