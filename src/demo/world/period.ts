import { scenario } from './scenario.ts'

export const minuteMs = 60_000
export const hourMs = 3_600_000
export const dayMs = 86_400_000

/** The time that the company's data is of: `[startMs, endMs)`, whole days of UTC. */
export interface Period {
  readonly startMs: number
  readonly endMs: number
}

/** The period that ends before a day (`2026-01-31`). */
export function periodBefore(day: string): Period {
  const endMs = Date.parse(`${day}T00:00:00Z`)
  return { startMs: endMs - scenario.days * dayMs, endMs }
}

/** The calendar day of an instant, UTC. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
