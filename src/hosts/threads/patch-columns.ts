import { type Codes, type Column, makeNumbersColumn } from '../../engine/index.ts'
import type { EntryPart } from './entry-parts.ts'
import type { Room } from './column-memory.ts'
import { type Columns, reserveCodes } from './gather.ts'
import type { BucketColumns, People } from './load-bucket.ts'

/** Values that lie together: in the columns as they were, or in those that were read anew. */
interface Run {
  readonly isFresh: boolean
  readonly from: number
  readonly to: number
}

/** How the columns of a bucket are put together from what was there and what was read anew of some persons. */
export interface Patch {
  /** Of events, in the order of the new columns. */
  readonly runs: readonly Run[]
  readonly events: number
  readonly personCode: Uint32Array
  readonly personStart: Uint32Array
  /** Offsets that were put together, by those before: several columns lie in one list. */
  readonly offsets: Map<Uint32Array, Uint32Array>
}

/**
 * Where a bucket's events come from once some of its persons were read anew. Persons lie by their codes in
 * both; one of `touched` that was not read is no more.
 */
export function planPatch(before: People, fresh: People, touched: ReadonlySet<number>): Patch {
  const most = before.persons + fresh.persons
  const [codes, starts] = [new Uint32Array(most), new Uint32Array(most + 1)]
  const runs: Run[] = []
  let [persons, events] = [0, 0]
  const take = (people: People, index: number, isFresh: boolean) => {
    const [from, to] = [people.personStart[index]!, people.personStart[index + 1]!]
    codes[persons] = people.personCode[index]!
    events += to - from
    starts[++persons] = events
    const last = runs.at(-1)
    if (last?.isFresh === isFresh && last.to === from) runs[runs.length - 1] = { ...last, to }
    else runs.push({ isFresh, from, to })
  }
  let next = 0
  for (let p = 0; p < before.persons; p++) {
    const code = before.personCode[p]!
    while (next < fresh.persons && fresh.personCode[next]! <= code) take(fresh, next++, true)
    if (!touched.has(code)) take(before, p, false)
  }
  while (next < fresh.persons) take(fresh, next++, true)
  return {
    runs,
    events,
    personCode: codes.subarray(0, persons),
    personStart: starts.subarray(0, persons + 1),
    offsets: new Map(),
  }
}

/** A part of a column, or of the persons, after a patch. `fresh` has what the part has, of some persons. */
export function patchPart(
  part: EntryPart,
  fresh: BucketColumns,
  patch: Patch,
  room: Room,
): EntryPart {
  const people = part.people && patchPeople(part.people, fresh.people!, patch, room)
  return {
    events: patch.events,
    people,
    columns: patchColumns(part.columns, fresh.columns, patch, room),
  }
}

function patchPeople(before: People, fresh: People, patch: Patch, room: Room): People {
  const { personCode, personStart, events } = patch
  return {
    events,
    persons: personCode.length,
    personCode: copyCodes(personCode, room),
    personStart: copyCodes(personStart, room),
    time: joinRuns(before.time, fresh.time, patch.runs, events, room),
  }
}

function copyCodes(codes: Uint32Array, room: Room): Uint32Array {
  const copy = reserveCodes(room, codes.length)
  copy.set(codes)
  return copy
}

/** The lists of a part lie one in the other; its values are in the innermost. */
function patchColumns(before: Columns, fresh: Columns, patch: Patch, room: Room): Columns {
  const patched = new Map<string, Column>()
  let { runs, events: length } = patch
  for (const name of listsInOrder(before)) {
    const [a, b] = [asList(before.get(name)!), asList(fresh.get(name)!)]
    const known = patch.offsets.get(a.offsets)
    const offsets = known ?? joinOffsets(a.offsets, b.offsets, runs, length, room)
    patch.offsets.set(a.offsets, offsets)
    patched.set(name, { ...a, offsets })
    runs = runs.map((run) => elementsOf(run, run.isFresh ? b.offsets : a.offsets))
    length = offsets[length]!
  }
  for (const [name, column] of before) {
    if (column.kind === 'list') continue
    patched.set(name, joinColumns(column, fresh.get(name)!, runs, length, room))
  }
  return patched
}

function listsInOrder(columns: Columns): readonly string[] {
  const ordered: string[] = []
  const childOf = (parent: string | null) =>
    [...columns].find(
      ([name, column]) =>
        column.kind === 'list' && column.parent === parent && !ordered.includes(name),
    )?.[0]
  for (let name = childOf(null); name !== undefined; name = childOf(name)) ordered.push(name)
  return ordered
}

type ListColumn = Extract<Column, { kind: 'list' }>

function asList(column: Column): ListColumn {
  if (column.kind !== 'list') throw new Error(`expected a list, not ${column.kind}`)
  return column
}

const elementsOf = ({ isFresh, from, to }: Run, offsets: Uint32Array): Run => ({
  isFresh,
  from: offsets[from]!,
  to: offsets[to]!,
})

function joinOffsets(
  before: Uint32Array,
  fresh: Uint32Array,
  runs: readonly Run[],
  length: number,
  room: Room,
): Uint32Array {
  const offsets = reserveCodes(room, length + 1)
  let [at, end] = [0, 0]
  offsets[0] = 0
  for (const { isFresh, from, to } of runs) {
    const source = isFresh ? fresh : before
    const moved = end - source[from]!
    for (let i = from; i < to; i++) offsets[++at] = source[i + 1]! + moved
    end = offsets[at]!
  }
  return offsets
}

function joinColumns(
  before: Column,
  fresh: Column,
  runs: readonly Run[],
  length: number,
  room: Room,
): Column {
  if (before.kind === 'codes' && fresh.kind === 'codes') {
    return { ...before, data: joinRuns(before.data, fresh.data, runs, length, room) }
  }
  if (before.kind === 'numbers' && fresh.kind === 'numbers') {
    return { ...before, data: joinRuns(before.data, fresh.data, runs, length, room) }
  }
  const dense = numbersIn(room, length)
  let at = 0
  for (const run of runs) {
    writeNumbers(run.isFresh ? fresh : before, run, dense, at)
    at += run.to - run.from
  }
  const column = makeNumbersColumn(dense, (bytes) => room.bytes(bytes))
  if (column.kind === 'sparse') room.free(dense)
  return column
}

function writeNumbers(column: Column, { from, to }: Run, target: Float64Array, at: number): void {
  if (column.kind === 'numbers') {
    target.set(column.data.subarray(from, to), at)
    return
  }
  if (column.kind !== 'sparse') throw new Error(`expected numbers, not ${column.kind}`)
  const { places, values, otherwise } = column
  target.fill(otherwise, at, at + to - from)
  for (let i = firstFrom(places, from); i < places.length && places[i]! < to; i++) {
    target[at + places[i]! - from] = values[i]!
  }
}

/** The first of ascending places that is not before `from`. */
function firstFrom(places: Uint32Array, from: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (places[middle]! < from) low = middle + 1
    else high = middle
  }
  return low
}

function numbersIn(room: Room, length: number): Float64Array {
  const { buffer, byteOffset } = room.bytes(length * Float64Array.BYTES_PER_ELEMENT)
  return new Float64Array(buffer, byteOffset, length)
}

/** In the width of the wider ones. */
function joinRuns<Values extends Codes | Float64Array>(
  before: Values,
  fresh: Values,
  runs: readonly Run[],
  length: number,
  room: Room,
): Values {
  const wider = fresh.BYTES_PER_ELEMENT > before.BYTES_PER_ELEMENT ? fresh : before
  const { buffer, byteOffset } = room.bytes(length * wider.BYTES_PER_ELEMENT)
  const Array = wider.constructor as new (b: ArrayBufferLike, o: number, l: number) => Values
  const joined = new Array(buffer, byteOffset, length)
  let at = 0
  for (const { isFresh, from, to } of runs) {
    joined.set((isFresh ? fresh : before).subarray(from, to), at)
    at += to - from
  }
  return joined
}
