import type { Row } from './question.ts'

/** Times of one question on one engine. */
export interface Times {
  /** Of the very first time it was asked in this process. */
  readonly firstMs: number
  readonly medianMs: number
  /** Processor time of the engine's process, all threads; null where it is not known. */
  readonly medianCpuMs: number | null
}

export interface Answered extends Times {
  readonly rows: readonly Row[]
}

const WARM_UPS = 2
const WARM_UP_MS = 1000

/** Asks for a second, at least twice, to warm up; then `runs` times. */
export async function measure(runs: number, ask: () => Promise<readonly Row[]>): Promise<Answered> {
  const wall: number[] = []
  const cpu: number[] = []
  let rows: readonly Row[] = []
  const begun = performance.now()
  let warmUps = Infinity
  for (let run = 0; run < warmUps + runs; run++) {
    const isWarm = run >= WARM_UPS && performance.now() - begun >= WARM_UP_MS
    if (isWarm) warmUps = Math.min(warmUps, run)
    const cpuBefore = process.cpuUsage()
    const before = performance.now()
    rows = await ask()
    wall.push(performance.now() - before)
    const { user, system } = process.cpuUsage(cpuBefore)
    cpu.push((user + system) / 1000)
  }
  return {
    rows,
    firstMs: wall[0]!,
    medianMs: median(wall.slice(warmUps)),
    medianCpuMs: median(cpu.slice(warmUps)),
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
