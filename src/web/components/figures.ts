import type { Figure } from '../../model/result.ts'
import { noFigure } from '../../model/print-figure.ts'

export { noFigure, printFigure, printPercent } from '../../model/print-figure.ts'

/** Bytes in the largest unit that fits, such as `1.2 GB`. */
export function printBytes(bytes: number): string {
  const step = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'][step]!,
    unitDisplay: 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(bytes / 1000 ** step)
}

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** A span in its largest fitting unit, such as `3.2 min`. */
export function printDuration(seconds: Figure | undefined): string {
  if (seconds === null || seconds === undefined) return noFigure
  const [unit, size] = units.find(([, each]) => seconds >= each) ?? (['second', 1] as const)
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: unit === 'second' ? 0 : 1,
  }).format(seconds / size)
}

/** An instant (UTC milliseconds) in the browser's locale and the given zone, which it names. */
export function printInstant(milliseconds: number | null | undefined, timeZone?: string): string {
  if (milliseconds === null || milliseconds === undefined) return noFigure
  return new Intl.DateTimeFormat(undefined, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(milliseconds)
}

/** The time of the day to the second. */
export const printClock = (milliseconds: number, timeZone: string): string =>
  new Intl.DateTimeFormat(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(milliseconds)
