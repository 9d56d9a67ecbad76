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

/** Asks twice to warm up, then `runs` times. */
export async function measure(runs: number, ask: () => Promise<readonly Row[]>): Promise<Answered> {
  const wall: number[] = []
  const cpu: number[] = []
  let rows: readonly Row[] = []
  for (let run = 0; run < WARM_UPS + runs; run++) {
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
    medianMs: median(wall.slice(WARM_UPS)),
    medianCpuMs: median(cpu.slice(WARM_UPS)),
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
