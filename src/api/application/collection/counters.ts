import type { Beyond } from './fitting.ts'

/** What came to a source since the server started. */
export interface Counters {
  accepted: number
  rejected: number
  /** Acknowledged, and not in the dataset yet. */
  waiting: number
  /** UTC milliseconds. */
  lastAt: number | null
  problem: string | null
  /** Rows with values that have no column of their own, and the names of such. */
  readonly beyond: { rows: number; readonly names: Set<string> }
}

/** Names that are counted; of more, that there are so many is enough. */
const MOST_NAMES = 10_000

export class SourceCounters {
  readonly #counters = new Map<string, Counters>()

  of(source: string): Counters {
    const known = this.#counters.get(source)
    if (known) return known
    const beyond = { rows: 0, names: new Set<string>() }
    const fresh = { accepted: 0, rejected: 0, waiting: 0, lastAt: null, problem: null, beyond }
    this.#counters.set(source, fresh)
    return fresh
  }

  /** What was accepted cannot be written. */
  noteKeptAside(source: string): void {
    this.of(source).rejected += 1
  }

  addBeyond(source: string, { rows, names }: Beyond): void {
    const { beyond } = this.of(source)
    beyond.rows += rows
    for (const name of names) if (beyond.names.size < MOST_NAMES) beyond.names.add(name)
  }
}
