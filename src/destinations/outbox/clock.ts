import { setTimeout as wait } from 'node:timers/promises'

/** Where the time comes from. */
export interface Clock {
  /** UTC milliseconds; may be set back. */
  now(): number
  /** Ends early, without an error, when the signal is given. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
  /** From 0 up to 1. */
  random(): number
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }).catch(() => undefined),
  random: () => Math.random(),
}

export const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString()
