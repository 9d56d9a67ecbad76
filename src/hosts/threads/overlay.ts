import type { Codes, Column } from '../../engine/index.ts'
import type { EntryPart } from './entry-parts.ts'
import type { Room } from './column-memory.ts'
import type { Columns } from './gather.ts'
import type { BucketColumns, People } from './load-bucket.ts'
import { type Patch, patchPart, planPatch } from './patch-columns.ts'

const nobody: People = {
  events: 0,
  persons: 0,
  personStart: new Uint32Array(1),
  personCode: new Uint32Array(0),
  time: new Float64Array(0),
}

/** Where the events come from of the persons of a bucket who lie over its base, once some were read anew. */
export const planOverlay = (
  over: EntryPart | null,
  fresh: People,
  touched: ReadonlySet<number>,
): Patch => planPatch(over?.people ?? nobody, fresh, touched)

/** A part that lies over the base once some persons were read anew; null where nobody is left. */
export function patchOverlay(
  { over, isPeople }: { readonly over: EntryPart | null; readonly isPeople: boolean },
  fresh: BucketColumns,
  patch: Patch,
  room: Room,
): EntryPart | null {
  if (patch.events === 0) return null
  return patchPart(over ?? emptyPart(fresh, isPeople), fresh, patch, room)
}

/** The columns of `fresh` without any event. */
function emptyPart({ columns }: BucketColumns, isPeople: boolean): EntryPart {
  return {
    events: 0,
    people: isPeople ? nobody : null,
    columns: isPeople ? new Map() : emptyColumns(columns),
  }
}

function emptyColumn(column: Column): Column {
  switch (column.kind) {
    case 'codes':
      return { ...column, data: column.data.subarray(0, 0) as Codes }
    case 'numbers':
      return { ...column, data: column.data.subarray(0, 0) }
    case 'sparse':
      return { ...column, places: new Uint32Array(0), values: new Float64Array(0) }
    case 'list':
      return { ...column, offsets: new Uint32Array(1) }
    default:
      return column satisfies never
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

/** Codes of the persons who are hidden in a base. */
export function listHidden({ people, hidden }: EntryPart): readonly number[] {
  const codes: number[] = []
  hidden?.forEach((isHidden, place) => {
    if (isHidden === 1) codes.push(people!.personCode[place]!)
  })
  return codes
}

/** How a bucket's base takes those in who lie over it. */
export function planFold(base: EntryPart, over: EntryPart | null): Patch {
  const moved = new Set([...listHidden(base), ...(over?.people?.personCode ?? [])])
  return planPatch(base.people!, over?.people ?? nobody, moved)
}

/** A part of the base that has taken those in who lay over it; nobody is hidden any more. */
export function foldPart(
  { hidden: _, ...base }: EntryPart,
  over: EntryPart | null,
  patch: Patch,
  room: Room,
): EntryPart {
  const fresh = over ?? { events: 0, people: nobody, columns: emptyColumns(base.columns) }
  return patchPart(base, fresh, patch, room)
}

const emptyColumns = (columns: Columns): Columns =>
  new Map([...columns].map(([name, column]) => [name, emptyColumn(column)]))
