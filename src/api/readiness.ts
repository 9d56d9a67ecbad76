import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '../lake/sql.ts'
import type { Throughline } from './application/throughline.ts'

/** Whoever asks whether a server is ready does not wait behind all that it does. */
const PATIENCE_MS = 50
/** Stores that are asked for so long do not answer any more. */
const LONGEST_MS = 60_000

type Ground = Pick<Throughline, 'lake' | 'store'>

/**
 * Whether the stores answer: one question to both at a time, whoever asks. While they are busy with others,
 * it is said of the last answer. Rejects with what a store says, or that none has answered for a minute.
 */
export function watchReadiness({ lake, store }: Ground): () => Promise<void> {
  let asked: { readonly answer: Promise<void>; readonly since: number } | undefined
  const ask = async (): Promise<void> => {
    await lake.query(sql`SELECT 1`)
    await store.sequence()
  }
  return async () => {
    asked ??= { answer: ask().finally(() => (asked = undefined)), since: performance.now() }
    const { answer, since } = asked
    await Promise.race([answer, wait(PATIENCE_MS, undefined, { ref: false })])
    if (performance.now() - since > LONGEST_MS) throw new Error('the stores do not answer')
  }
}
