import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const TIMES = 300
const BYTES = 8_192

/** What one small write costs until the disk has it, in milliseconds: no durable commit can be quicker. */
export function flushTimes(): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-disk-'))
  const file = openSync(join(folder, 'file'), 'w')
  try {
    return Array.from({ length: TIMES }, () => {
      writeSync(file, Buffer.alloc(BYTES, 1))
      const began = performance.now()
      fdatasyncSync(file)
      return performance.now() - began
    })
  } finally {
    closeSync(file)
    rmSync(folder, { recursive: true })
  }
}
