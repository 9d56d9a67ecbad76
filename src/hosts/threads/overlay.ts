import type { EntryPart } from './entry-parts.ts'
import type { BucketColumns, People } from './load-bucket.ts'
import { type Patch, Patching } from './patch-columns.ts'

/** What has come to a bucket since. */
export interface Changes {
  /** Codes of all whose events are others, ascending. */
  readonly persons: readonly number[]
  /** Events that have come, also of those who were read anew. */
  readonly added: BucketColumns
  /** Codes of those who were read anew, ascending. */
  readonly changed: readonly number[]
  /** All events of them; null where nobody was. */
  readonly anew: BucketColumns | null
}

/** The sources of a patch. */
const [BASE, OVER, ADDED, ANEW] = [0, 1, 2, 3] as const

/** Where the events come from of those who lie over a bucket's base then: base, over, what was added, what was read anew. */
export function planOverlay(
  base: EntryPart,
  over: People | null,
  { persons, added, changed, anew }: Changes,
): Patch {
  const patching = new Patching()
  const isAnew = new Set(changed)
  const touched = new Set(persons)
  const takeAll = (people: People | null, source: number, code: number): void => {
    const found = people && findEvents(people, code)
    if (found) patching.take(source, found.from, found.to)
  }
  const grow = (code: number): void => {
    const more = findEvents(added.people!, code)
    const lying = over && findEvents(over, code)
    const known = lying ?? findVisible(base, code)
    const [people, source] = lying ? [over!, OVER] : [base.people!, BASE]
    if (!more) {
      if (known) patching.take(source, known.from, known.to)
    } else if (!known) patching.take(ADDED, more.from, more.to)
    else {
      takeInTime(patching, [
        { source, times: people.time, ...known },
        { source: ADDED, times: added.people!.time, ...more },
      ])
    }
  }
  for (const code of joinAscending(over?.personCode ?? [], persons)) {
    if (!touched.has(code)) takeAll(over, OVER, code)
    else if (isAnew.has(code)) takeAll(anew?.people ?? null, ANEW, code)
    else grow(code)
    patching.end(code)
  }
  return patching.done()
}

/**
 * Persons of whom something has come at a time at which they had an event already: which comes first is not told by the
 * times.
 */
export function listTied(base: EntryPart, over: People | null, added: People): readonly number[] {
  const tied: number[] = []
  for (let p = 0; p < added.persons; p++) {
    const code = added.personCode[p]!
    const lying = over && findEvents(over, code)
    const known = lying ?? findVisible(base, code)
    const times = lying ? over!.time : base.people!.time
    const isKnown = (time: number): boolean => {
      const place = findFirst(times, known!.from, known!.to, time)
      return place < known!.to && times[place] === time
    }
    const own = added.time.subarray(added.personStart[p]!, added.personStart[p + 1]!)
    if (known && own.some(isKnown)) tied.push(code)
  }
  return tied
}

interface Stretch {
  readonly source: number
  readonly times: Float64Array
  readonly from: number
  readonly to: number
}

/** The events of one person from two sources, of which no two are at one time. */
function takeInTime(patching: Patching, [known, added]: readonly [Stretch, Stretch]): void {
  let at = known.from
  for (let next = added.from; next < added.to; ) {
    const until = findFirst(known.times, at, known.to, added.times[next]!)
    patching.take(known.source, at, until)
    at = until
    const end =
      at === known.to ? added.to : findFirst(added.times, next, added.to, known.times[at]!)
    patching.take(added.source, next, end)
    next = end
  }
  patching.take(known.source, at, known.to)
}

/** The first of ascending times in `[from, to)` that is not before `time`; `to` where there is none. */
function findFirst(times: Float64Array, from: number, to: number, time: number): number {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (times[middle]! < time) low = middle + 1
    else high = middle
  }
  return low
}

interface Events {
  readonly from: number
  readonly to: number
}

function findEvents({ personCode, personStart }: People, code: number): Events | null {
  const place = findPlace(personCode, code)
  return place < 0 ? null : { from: personStart[place]!, to: personStart[place + 1]! }
}

function findVisible({ people, hidden }: EntryPart, code: number): Events | null {
  const place = findPlace(people!.personCode, code)
  if (place < 0 || hidden?.[place] === 1) return null
  return { from: people!.personStart[place]!, to: people!.personStart[place + 1]! }
}

/** Numbers that are in one of two ascending lists, or in both. */
function* joinAscending(one: ArrayLike<number>, other: ArrayLike<number>): Generator<number> {
  let [i, j] = [0, 0]
  while (i < one.length || j < other.length) {
    const a = i < one.length ? one[i]! : Number.POSITIVE_INFINITY
    const b = j < other.length ? other[j]! : Number.POSITIVE_INFINITY
    if (a <= b) i++
    if (b <= a) j++
    yield Math.min(a, b)
  }
}

/** The base with these persons hidden, as many as it has of them. */
export function hidePersons(part: EntryPart, codes: readonly number[]): EntryPart {
  const { persons, personCode } = part.people!
  const places = codes.map((code) => findPlace(personCode, code)).filter((place) => place >= 0)
  if (places.length === 0) return part
  const hidden = new Uint8Array(new SharedArrayBuffer(persons))
  if (part.hidden) hidden.set(part.hidden)
  for (const place of places) hidden[place] = 1
  return { ...part, hidden }
}

function findPlace(ascending: Uint32Array, code: number): number {
  let [low, high] = [0, ascending.length - 1]
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = ascending[middle]!
    if (found === code) return middle
    if (found < code) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** How a bucket's base takes those in who lie over it: from the base, and from over it. */
export const planFold = (base: EntryPart, over: People | null): Patch =>
  planPick(base, over, joinAscending(base.people!.personCode, over?.personCode ?? []))

/** Where the events of some persons of a bucket lie, ascending: in the base, or over it. */
export function planPick(base: EntryPart, over: People | null, codes: Iterable<number>): Patch {
  const patching = new Patching()
  for (const code of codes) {
    const lying = over && findEvents(over, code)
    const found = lying ?? findVisible(base, code)
    if (found) patching.take(lying ? OVER : BASE, found.from, found.to)
    patching.end(code)
  }
  return patching.done()
}
