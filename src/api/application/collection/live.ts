import type { Rejected } from '../../../collect/index.ts'
import type { BeyondColumns, LiveItem } from '../../../model/answers/sources.ts'
import type { Beyond } from './fitting.ts'

type Listener = (item: LiveItem) => void

/** Who watches what arrives at a source, in this process. */
export class LiveView {
  readonly #listeners = new Map<string, Set<Listener>>()

  /** Whether somebody watches: what nobody sees need not be made. */
  isWatched(source: string): boolean {
    return this.#listeners.has(source)
  }

  tell(source: string, item: LiveItem): void {
    for (const listener of this.#listeners.get(source) ?? []) listener(item)
  }

  /** Gives a function that ends it. */
  watch(source: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(source) ?? new Set()
    this.#listeners.set(source, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(source)
    }
  }
}

/** Names that are told. */
const SHOWN_NAMES = 20

/** That values have no column of their own. */
export const noteBeyond = (beyond: Beyond): LiveItem => ({
  at: new Date().toISOString(),
  beyond: printBeyond(beyond),
})

/** What was accepted, and no dataset can take. */
export const noteKeptAside = ({ protocol, reason, detail, body }: Rejected): LiveItem => ({
  at: new Date().toISOString(),
  protocol,
  reject: { reason, detail, body },
})

export const printBeyond = ({ rows, names }: Beyond): BeyondColumns => ({
  rowsBeyond: rows,
  namesBeyond: names.size,
  examples: [...names].slice(0, SHOWN_NAMES),
})
