import { type Codes, type Column, makeNumbersColumn } from '../../engine/index.ts'
import type { EntryPart } from './entry-parts.ts'
import type { Room } from './column-memory.ts'
import { type Columns, reserveCodes } from './gather.ts'
import type { BucketColumns, People } from './load-bucket.ts'

/** Values that lie together in the columns of a source. */
interface Run {
  readonly source: number
  readonly from: number
  readonly to: number
}

/** How the columns of a bucket are put together from those of several sources, which are numbered. */
export interface Patch {
  /** Of events, in the order of the new columns. */
  readonly runs: readonly Run[]
  readonly events: number
  readonly personCode: Uint32Array
  readonly personStart: Uint32Array
  /** Offsets that were put together, by those of the first source: several columns lie in one list. */
  readonly offsets: Map<Uint32Array, Uint32Array>
}

/** Makes a patch person by person, ascending by their codes, and each from the runs of their events. */
export class Patching {
  readonly #runs: Run[] = []
  readonly #codes: number[] = []
  readonly #starts: number[] = [0]
  #events = 0

  /** Some events of the person at hand: those that lie at `from` up to `to` in a source. */
  take(source: number, from: number, to: number): void {
    if (from === to) return
    this.#events += to - from
    const last = this.#runs.at(-1)
    if (last?.source === source && last.to === from)
      this.#runs[this.#runs.length - 1] = { ...last, to }
    else this.#runs.push({ source, from, to })
  }

  /** Ends a person; of one without events nothing is left. */
  end(code: number): void {
    if (this.#events === this.#starts.at(-1)) return
    this.#codes.push(code)
    this.#starts.push(this.#events)
  }

  done(): Patch {
    return {
      runs: this.#runs,
      events: this.#events,
      personCode: Uint32Array.from(this.#codes),
      personStart: Uint32Array.from(this.#starts),
      offsets: new Map(),
    }
  }
}

/** What columns are taken from. */
export type Source = Pick<BucketColumns, 'people' | 'columns'>

/**
 * A part of a column, or of the persons, after a patch: it has what the first source has, and so have all the others that are not
 * null, of which nothing is taken.
 */
export function patchPart(sources: Sources, patch: Patch, room: Room): EntryPart {
  const [{ people, columns }] = sources
  return {
    events: patch.events,
    people: people && patchPeople(sources, patch, room),
    columns: patchColumns(columns, sources, patch, room),
  }
}

export type Sources = readonly [Source, ...(Source | null)[]]

function patchPeople(sources: Sources, patch: Patch, room: Room): People {
  const { personCode, personStart, events } = patch
  const times = sources.map((source) => source && source.people!.time)
  return {
    events,
    persons: personCode.length,
    personCode: copyCodes(personCode, room),
    personStart: copyCodes(personStart, room),
    time: joinRuns(times, patch.runs, events, room),
  }
}

function copyCodes(codes: Uint32Array, room: Room): Uint32Array {
  const copy = reserveCodes(room, codes.length)
  copy.set(codes)
  return copy
}

/** The lists of a part lie one in the other; its values are in the innermost. */
function patchColumns(first: Columns, sources: Sources, patch: Patch, room: Room): Columns {
  const patched = new Map<string, Column>()
  let { runs, events: length } = patch
  const find = (name: string) => sources.map((source) => source && source.columns.get(name)!)
  for (const name of listsInOrder(first)) {
    const lists = find(name).map((column) => column && asList(column))
    const own = lists[0]!
    const all = lists.map((list) => list && list.offsets)
    const offsets = patch.offsets.get(own.offsets) ?? joinOffsets(all, runs, length, room)
    patch.offsets.set(own.offsets, offsets)
    patched.set(name, { ...own, offsets })
    runs = runs.map((run) => elementsOf(run, all[run.source]!))
    length = offsets[length]!
  }
  for (const [name, column] of first) {
    if (column.kind !== 'list') patched.set(name, joinColumns(find(name), runs, length, room))
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

const elementsOf = ({ source, from, to }: Run, offsets: Uint32Array): Run => ({
  source,
  from: offsets[from]!,
  to: offsets[to]!,
})

/** What each source has of something; null where nothing is taken from it. */
type Each<T> = readonly (T | null)[]

function joinOffsets(
  all: Each<Uint32Array>,
  runs: readonly Run[],
  length: number,
  room: Room,
): Uint32Array {
  const offsets = reserveCodes(room, length + 1)
  let [at, end] = [0, 0]
  offsets[0] = 0
  for (const { source, from, to } of runs) {
    const own = all[source]!
    const moved = end - own[from]!
    for (let i = from; i < to; i++) offsets[++at] = own[i + 1]! + moved
    end = offsets[at]!
  }
  return offsets
}

function joinColumns(
  columns: Each<Column>,
  runs: readonly Run[],
  length: number,
  room: Room,
): Column {
  const own = columns[0]!
  if (own.kind === 'codes') {
    const all = columns.map((column) => column && codesOf(column))
    return { ...own, data: joinRuns(all, runs, length, room) }
  }
  if (columns.every((column) => column === null || column.kind === 'numbers')) {
    const all = columns.map((column) => column && numbersOf(column))
    return { kind: 'numbers', data: joinRuns(all, runs, length, room) }
  }
  const dense = numbersIn(room, length)
  let at = 0
  for (const run of runs) {
    writeNumbers(columns[run.source]!, run, dense, at)
    at += run.to - run.from
  }
  const column = makeNumbersColumn(dense, (bytes) => room.bytes(bytes))
  if (column.kind === 'sparse') room.free(dense)
  return column
}

function codesOf(column: Column): Codes {
  if (column.kind !== 'codes') throw new Error(`expected codes, not ${column.kind}`)
  return column.data
}

function numbersOf(column: Column): Float64Array {
  if (column.kind !== 'numbers') throw new Error(`expected numbers, not ${column.kind}`)
  return column.data
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

/** In the width of the widest ones. */
function joinRuns<Values extends Codes | Float64Array>(
  all: Each<Values>,
  runs: readonly Run[],
  length: number,
  room: Room,
): Values {
  const widest = all.reduce((found, own) =>
    own !== null && own.BYTES_PER_ELEMENT > found!.BYTES_PER_ELEMENT ? own : found,
  )!
  const { buffer, byteOffset } = room.bytes(length * widest.BYTES_PER_ELEMENT)
  const Array = widest.constructor as new (b: ArrayBufferLike, o: number, l: number) => Values
  const joined = new Array(buffer, byteOffset, length)
  let at = 0
  for (const { source, from, to } of runs) {
    joined.set(all[source]!.subarray(from, to), at)
    at += to - from
  }
  return joined
}
