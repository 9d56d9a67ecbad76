import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Row } from './question.ts'
import { type Answered, median } from './timing.ts'

const source = fileURLToPath(new URL('./c/loops.c', import.meta.url))

/** Compiles the loops; undefined without a compiler. */
export function compileLoops(folder: string): string | undefined {
  const program = join(folder, 'loops')
  const { status, error, stderr } = spawnSync(
    'cc',
    ['-O3', '-march=native', '-o', program, source],
    { encoding: 'utf8' },
  )
  if (error) return undefined
  if (status !== 0) throw new Error(`loops.c does not compile: ${stderr}`)
  return existsSync(program) ? program : undefined
}

/** One question as a loop in C, in a process of its own, on one thread. */
export function runLoop(program: string, columns: string, id: string, runs: number): Answered {
  const { status, stdout, stderr } = spawnSync(program, [columns, id, String(runs + 2)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  if (status !== 0) throw new Error(`the loop ${id} fails: ${stderr}`)
  const lines = stdout.trimEnd().split('\n')
  const times = lines.filter((line) => line.startsWith('ms ')).map((line) => Number(line.slice(3)))
  const rows = lines.filter((line) => !line.startsWith('ms ')).map((line): Row => line.split('\t'))
  const medianMs = median(times.slice(2))
  return { rows, firstMs: times[0]!, medianMs, medianCpuMs: medianMs }
}
