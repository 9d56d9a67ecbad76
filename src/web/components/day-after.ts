const DAY_MS = 86_400_000

/** `2026-01-31` → `2026-02-01` */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(day.slice(0, 10)) + DAY_MS).toISOString().slice(0, 10)
