import type { Assumption } from '../../model/import-options.ts'
import { type TimeFormatName, timeFormats } from './index.ts'

/** What the formats make of the texts of a column. */
export interface TimeCounts {
  /** Texts that are not empty. */
  readonly values: number
  /** Texts that a format reads. */
  readonly read: Readonly<Record<TimeFormatName, number>>
  /** The same, each text counted once, for the first format that reads it. */
  readonly first: Readonly<Record<TimeFormatName, number>>
  /** Texts that day first and month first read differently. */
  readonly apart: number
  /** Different beginnings and ends of dates that may begin with a year of two digits. */
  readonly starts: number
  readonly ends: number
}

type Order = 'day-first' | 'month-first' | 'short-year-first'

const epochs = [
  'epoch-seconds',
  'epoch-milliseconds',
  'epoch-microseconds',
  'epoch-nanoseconds',
] as const

const clear = [
  'iso',
  'iso-named-zone',
  'access-log',
  'month-name-first',
  'day-month-name',
  'year-last',
] as const

/** The pattern of texts that are times whatever stands beside them. */
export const clearTimes = clear.map((name) => `(?:${timeFormats[name].pattern})`).join('|')

/**
 * The formats of a column, the most frequent first: those that are never taken for another where they
 * occur, one order of day and month, and one meaning of numbers. `open`: day and month can be either.
 */
export function chooseFormats(
  counts: TimeCounts,
  assumed: readonly Assumption[],
): { readonly formats: readonly TimeFormatName[]; readonly isOpen: boolean } {
  const order = chooseOrder(counts, assumed)
  const isOpen = order === 'open'
  const found = clear.filter((name) => counts.first[name] > 0)
  const chosen = [...found, ...(isOpen || order === undefined ? [] : [order]), ...numbersOf(counts)]
  return { formats: chosen.toSorted((a, b) => counts.read[b] - counts.read[a]), isOpen }
}

/** How many of the texts these formats read, of which no two read the same. */
export function countRead({ read, first }: TimeCounts, formats: readonly TimeFormatName[]): number {
  const isClear = (name: TimeFormatName) => clear.some((each) => each === name)
  return formats.reduce((sum, name) => sum + (isClear(name) ? first : read)[name], 0)
}

function chooseOrder(
  { values, read, apart, starts, ends }: TimeCounts,
  assumed: readonly Assumption[],
): Order | 'open' | undefined {
  const [day, month, year] = [read['day-first'], read['month-first'], read['short-year-first']]
  const most = Math.max(day, month)
  if (most + year === 0) return undefined
  if (year > most || (year === most && day !== month && starts * 2 <= ends)) {
    return 'short-year-first'
  }
  if (day !== month || apart === 0) return day >= month ? 'day-first' : 'month-first'
  // A few that can be either, beside times that are clear, are put aside.
  return assumed[0] ?? (day + month >= values ? 'open' : undefined)
}

/** The coarsest unit that makes times of most numbers. */
function numbersOf({ read }: TimeCounts): readonly TimeFormatName[] {
  const numbers = read['epoch-nanoseconds']
  if (numbers === 0) return []
  if (read.compact * 2 > numbers) return ['compact']
  return [epochs.find((name) => read[name] * 2 > numbers) ?? 'epoch-nanoseconds']
}
