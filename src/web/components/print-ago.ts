const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

const formatter = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** `5 minutes ago`, of an instant in UTC milliseconds. */
export function printAgo(at: number, now = Date.now()): string {
  const age = Math.max(0, now - at)
  const [unit, size] = units.find(([, milliseconds]) => age >= milliseconds) ?? units.at(-1)!
  return formatter.format(-Math.floor(age / size), unit)
}
