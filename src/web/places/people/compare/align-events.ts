/** The events of one of two people that are loaded, in order. */
export interface LoadedEvents {
  /** In the time zone of the data view. */
  readonly times: readonly string[]
  /** Whether no event is missing. */
  readonly isWhole: boolean
}

export type Side = 0 | 1
export const sides = [0, 1] as const

type OfBoth<T> = readonly [T, T]

/** A line of two journeys: the head of a day, or an event of each by its place in the journey, from 0. */
export type AlignedRow =
  | { readonly kind: 'day'; readonly day: string; readonly counts: OfBoth<number> }
  | { readonly kind: 'events'; readonly at: OfBoth<number | null> }

/** The first event of one beside the first of the other, and so on, as far as both are loaded. */
export function alignByOrder(events: OfBoth<LoadedEvents>): readonly AlignedRow[] {
  const until = Math.min(
    ...events.map(({ times, isWhole }) => (isWhole ? Number.POSITIVE_INFINITY : times.length)),
  )
  const [first, second] = events.map(({ times }) => places(0, Math.min(times.length, until)))
  return pair(first!, second!)
}

/** Under the head of each day what both did on it; days that are not loaded whole are left out. */
export function alignByDay(events: OfBoth<LoadedEvents>): readonly AlignedRow[] {
  const byDay = new Map<string, [number[], number[]]>()
  for (const side of sides) {
    events[side].times.forEach((time, place) => {
      const found = byDay.get(dayOf(time)) ?? [[], []]
      found[side].push(place)
      byDay.set(dayOf(time), found)
    })
  }
  return [...byDay]
    .filter(([day]) => events.every((each) => isLoaded(each, day)))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([day, [first, second]]): readonly AlignedRow[] => [
      { kind: 'day', day, counts: [first.length, second.length] },
      ...pair(first, second),
    ])
}

/** What one did before what the other did, where there is no room for columns. */
export const stackDays = (rows: readonly AlignedRow[]): readonly AlignedRow[] => {
  const stacked: AlignedRow[] = []
  let later: AlignedRow[] = []
  for (const row of rows) {
    if (row.kind === 'day') {
      stacked.push(...later, row)
      later = []
      continue
    }
    const [first, second] = row.at
    if (first !== null) stacked.push({ kind: 'events', at: [first, null] })
    if (second !== null) later.push({ kind: 'events', at: [null, second] })
  }
  return [...stacked, ...later]
}

/** Whose next events have to be loaded for more rows: of whom less is there; null where nothing is missing. */
export function findBehind(events: OfBoth<LoadedEvents>): Side | null {
  const last = (side: Side) => events[side].times.at(-1) ?? ''
  const missing = sides.filter((side) => !events[side].isWhole)
  return missing.toSorted((a, b) => (last(a) < last(b) ? -1 : 1))[0] ?? null
}

/** The places from one to before another. */
const places = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, k) => from + k)

const pair = (first: readonly number[], second: readonly number[]): readonly AlignedRow[] =>
  places(0, Math.max(first.length, second.length)).map((k) => ({
    kind: 'events',
    at: [first[k] ?? null, second[k] ?? null],
  }))

const isLoaded = ({ times, isWhole }: LoadedEvents, day: string): boolean =>
  isWhole || day < dayOf(times.at(-1) ?? '')

const dayOf = (time: string): string => time.slice(0, 10)
