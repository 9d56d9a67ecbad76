import type { Block, CacheShape } from '../../engine/index.ts'
import { assembleBlocks, type ProfileColumn } from './assemble-blocks.ts'
import type { ColumnMemory } from './column-memory.ts'
import type { EntryPart, EntryParts } from './entry-parts.ts'
import { listArrays } from './gather.ts'
import type { Entry, Snapshot } from './snapshot.ts'

/** How many sets of columns are put together at a time; a set is small beside its columns. */
const MOST_SETS = 64

/** Blocks as they were put together from entries. */
interface BlockSet {
  readonly entries: readonly Entry[]
  readonly blocks: readonly Block[]
}

/**
 * The entries of all snapshots, which may share arrays: how many bytes they have, who uses them, and what is put together
 * from them. An entry's arrays are given back when it is in no snapshot and no lease any more.
 */
export class Entries {
  readonly #memory: ColumnMemory
  /** How many entries have an array. */
  readonly #arrays = new Map<ArrayBufferView, number>()
  readonly #sets = new Map<string, BlockSet>()
  #bytes = 0
  #clock = 0

  constructor(memory: ColumnMemory) {
    this.#memory = memory
  }

  /** Of arrays that several entries have, once. */
  get bytes(): number {
    return this.#bytes
  }

  /** Ascending numbers. */
  tick(): number {
    return ++this.#clock
  }

  /** An entry on its way; gone again when it does not come. */
  add(snapshot: Snapshot, name: string, loaded: Promise<EntryParts>): void {
    const entry = this.#enter(snapshot, name, loaded, null)
    loaded.then(
      (parts) => this.#fill(entry, parts),
      () => this.drop(entry),
    )
  }

  /** An entry that is there. */
  put(snapshot: Snapshot, name: string, parts: EntryParts, shape: CacheShape | null): Entry {
    const entry = this.#enter(snapshot, name, Promise.resolve(parts), shape)
    this.#fill(entry, parts)
    return entry
  }

  /** Puts other parts in an entry's place; what both have stays where it is. */
  replace(entry: Entry, parts: EntryParts): void {
    this.put(entry.snapshot, entry.name, parts, entry.shape)
    if (entry.leases === 0) this.#free(entry)
    this.#forgetSets(entry)
  }

  #enter(
    snapshot: Snapshot,
    name: string,
    loaded: Promise<EntryParts>,
    shape: CacheShape | null,
  ): Entry {
    const id = ++this.#clock
    const entry: Entry = {
      id,
      name,
      snapshot,
      shape,
      loaded,
      parts: null,
      bytes: 0,
      lastUse: id,
      leases: 0,
    }
    snapshot.entries.set(name, entry)
    return entry
  }

  #fill(entry: Entry, parts: EntryParts): void {
    entry.parts = parts
    for (const array of listPartArrays(parts)) {
      this.#memory.hold(array)
      const holders = this.#arrays.get(array) ?? 0
      this.#arrays.set(array, holders + 1)
      if (holders === 0) this.#bytes += array.byteLength
      entry.bytes += array.byteLength
    }
    if (entry.leases === 0 && !isThere(entry)) this.#free(entry)
  }

  /** An entry as part of a lease, until `release`. */
  use(entry: Entry): Entry {
    entry.lastUse = ++this.#clock
    entry.leases++
    return entry
  }

  release(entry: Entry): void {
    if (--entry.leases === 0 && !isThere(entry)) this.#free(entry)
  }

  /** The same blocks for the same entries as long as these are in memory. */
  putTogether(entries: readonly Entry[], profiles: readonly ProfileColumn[]): readonly Block[] {
    const key = [...entries.map(({ id }) => id), ...profiles.map(({ name }) => name)].join()
    const parts = () => entries.map((entry) => entry.parts!)
    const blocks = this.#sets.get(key)?.blocks ?? assembleBlocks(parts(), profiles)
    this.#sets.delete(key)
    if (entries.every(isThere)) this.#sets.set(key, { entries, blocks })
    const [oldest] = this.#sets.keys()
    if (this.#sets.size > MOST_SETS) this.#sets.delete(oldest!)
    return blocks
  }

  /** Whether blocks have all their columns in memory still. */
  holds(blocks: readonly Block[]): boolean {
    return [...this.#sets.values()].some((set) => set.blocks === blocks)
  }

  dropAll({ entries }: Snapshot): void {
    for (const entry of [...entries.values()]) this.drop(entry)
  }

  /** Takes an entry out of its snapshot. */
  drop(entry: Entry): void {
    if (!isThere(entry)) return
    entry.snapshot.entries.delete(entry.name)
    if (entry.leases === 0) this.#free(entry)
    this.#forgetSets(entry)
  }

  #forgetSets(entry: Entry): void {
    for (const [key, { entries }] of this.#sets) if (entries.includes(entry)) this.#sets.delete(key)
  }

  #free({ parts }: Entry): void {
    for (const array of listPartArrays(parts)) {
      this.#memory.free(array)
      const holders = this.#arrays.get(array)! - 1
      if (holders > 0) this.#arrays.set(array, holders)
      else if (this.#arrays.delete(array)) this.#bytes -= array.byteLength
    }
  }
}

/** Whether its snapshot has it still. */
export const isThere = (entry: Entry): boolean => entry.snapshot.entries.get(entry.name) === entry

/** Arrays that several have count for each. */
export const sumOfBytes = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { bytes }) => sum + bytes, 0)

function listPartArrays(parts: EntryParts | null): readonly ArrayBufferView[] {
  if (parts === null) return []
  return [...parts.base, ...parts.over].flatMap((part) => (part ? arraysIn(part) : []))
}

/** All that is in memory for a part. */
function arraysIn({ people, columns, cached }: EntryPart): readonly ArrayBufferView[] {
  const own = [...columns.values()].flatMap(listArrays)
  const vectors = [...(cached?.values() ?? [])].flatMap(({ values, counts }) => [values, counts])
  return [
    ...(people ? [people.time, people.personStart, people.personCode] : []),
    ...own,
    ...vectors,
  ]
}
