/** What came to a source since the server started. */
export interface Counters {
  accepted: number
  rejected: number
  /** Acknowledged, and not in the dataset yet. */
  waiting: number
  /** UTC milliseconds. */
  lastAt: number | null
  problem: string | null
}

export class SourceCounters {
  readonly #counters = new Map<string, Counters>()

  of(source: string): Counters {
    const known = this.#counters.get(source)
    if (known) return known
    const fresh = { accepted: 0, rejected: 0, waiting: 0, lastAt: null, problem: null }
    this.#counters.set(source, fresh)
    return fresh
  }
}
