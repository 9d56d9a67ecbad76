import type { Clock } from './clock.ts'

/** Waits until so many people may be sent, where only some may in a second. */
export type Pace = (people: number, stop: AbortSignal) => Promise<void>

export function openPace(ratePerSecond: number | undefined, clock: Clock): Pace {
  let freeAt = 0
  return async (people, stop) => {
    if (ratePerSecond === undefined) return
    const ms = (people / ratePerSecond) * 1000
    const now = clock.now()
    // A clock that was set back would wait for long.
    const from = freeAt > now + ms + 60_000 ? now : Math.max(now, freeAt)
    freeAt = from + ms
    if (from > now) await clock.sleep(from - now, stop)
  }
}
