import { randomBytes } from 'node:crypto'
import type { Store } from '../../../store/index.ts'
import { log } from '../../log.ts'

/** What ids of a day are made with, by whoever sends no id. */
export interface DailySalt {
  /** The bytes of a moment's day (UTC); UTC milliseconds. */
  of(now: number): Buffer
  /** Has those of the days around a moment, and forgets those of days before. */
  turn(now: number): Promise<void>
  close(): void
}

const DAY_MS = 86_400_000

const TURN_EVERY_MS = 60_000

/**
 * Random bytes that are new each day, kept in the store so that a restart, or another server of the same store,
 * knows people again on the same day. The next day's are there before it begins; a day that has ended has none,
 * so that nobody can make its ids again.
 */
export async function openDailySalt({ dailySalts }: Pick<Store, 'dailySalts'>): Promise<DailySalt> {
  const salts = new Map<string, Buffer>()

  async function turn(now: number): Promise<void> {
    const today = dayOf(now)
    for (const day of [today, dayOf(now + DAY_MS)]) {
      if (salts.has(day)) continue
      const kept = await dailySalts.ofDay(day, randomBytes(32).toString('hex'))
      salts.set(day, Buffer.from(kept, 'hex'))
    }
    const past = [...salts.keys()].filter((day) => day < today)
    for (const day of past) salts.delete(day)
    await dailySalts.forgetBefore(today)
  }

  await turn(Date.now())
  const timer = setInterval(() => void turn(Date.now()).catch(logFailure), TURN_EVERY_MS).unref()
  return {
    of(now) {
      const day = dayOf(now)
      const known = salts.get(day)
      if (known) return known
      // The process slept over a whole day: its first ids are of this process alone.
      const fresh = randomBytes(32)
      salts.set(day, fresh)
      return fresh
    },
    turn,
    close: () => clearInterval(timer),
  }
}

const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10)

const logFailure = (error: unknown): void =>
  log.error({ err: error }, 'the bytes that ids of a day are made with could not be kept')
