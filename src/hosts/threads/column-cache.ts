import type { Block, CacheShape } from '../../engine/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import {
  batchField,
  chooseCodeWidth,
  nameColumn,
  isCoded,
  type Journey,
  type StoredField,
  readJoinedField,
  type JoinedTable,
  listTouchedPersons,
  type TouchedPersons,
  sortBuckets,
  measureStoredBytes,
} from '../../lake/journey/index.ts'
import { ownColumns } from '../../model/own-columns.ts'
import {
  assembleBlock,
  assembleBlocks,
  type EntryPart,
  type ProfileColumn,
} from './assemble-blocks.ts'
import { makeVectorPart, measureVectorPart } from './cached-vector-part.ts'
import { ColumnMemory, type Room } from './column-memory.ts'
import { listArrays } from './gather.ts'
import { type BucketColumns, type BucketRequest, loadBucket } from './load-bucket.ts'
import { findNeededColumns, type NeededColumns } from './needed-columns.ts'
import { patchPart, planPatch } from './patch-columns.ts'

/** How many buckets are read at a time; the lake has as many sessions for reading. */
const PARALLEL_READS = 3

/** Cached vectors may have so much of the budget: a column costs more to load than a vector to make. */
const VECTOR_SHARE = 1 / 4

/** How many sets of columns are put together at a time; a set is small beside its columns. */
const MOST_SETS = 64

/** One field (or `PEOPLE`, or `dataset`, or a cached vector) of all buckets, in memory or on its way. */
interface Entry {
  readonly id: number
  readonly key: string
  readonly isVector: boolean
  readonly loaded: Promise<readonly EntryPart[]>
  /** One per bucket; empty until they are loaded. */
  parts: readonly EntryPart[]
  bytes: number
  lastUse: number
  /** How many leases it is part of. */
  leases: number
}

/** Blocks that stay as they are until they are given back. */
export interface Lease {
  readonly blocks: readonly Block[]
  release(): void
}

/** Blocks as they were put together from entries. */
interface BlockSet {
  readonly entries: readonly Entry[]
  readonly blocks: readonly Block[]
}

const PEOPLE = ' people'
const VECTOR = ' vector '

/**
 * Columns of journey tables in memory, loaded on first use, and room for vectors that plans share; least
 * recently used dropped when there are more than `budgetBytes`. One data version per connection is kept.
 */
export class ColumnCache {
  readonly #lake: LakeClient
  readonly #budgetBytes: number
  readonly #memory: ColumnMemory
  readonly #entries = new Map<string, Entry>()
  readonly #profileTables = new Map<string, Promise<JoinedTable>>()
  readonly #listBytes = new Map<string, Promise<number>>()
  readonly #sortedBuckets = new Map<string, Promise<ReadonlySet<number>>>()
  readonly #versions = new Map<string, Journey>()
  readonly #following = new Map<string, Promise<void>>()
  readonly #sets = new Map<string, BlockSet>()
  #clock = 0

  constructor(lake: LakeClient, budgetBytes: number, memory: ColumnMemory = new ColumnMemory()) {
    this.#lake = lake
    this.#budgetBytes = budgetBytes
    this.#memory = memory
  }

  /** Whether the columns can be in memory together. */
  async fits(journey: Journey, columns: readonly string[]): Promise<boolean> {
    const { fields, profiles } = findNeededColumns(journey, columns)
    const scalars = fields.filter(({ lists }) => lists.length === 0)
    const lists = fields.filter((field) => !scalars.includes(field))
    const perEvent = scalars.reduce((sum, field) => sum + widthOf(journey, field), 8)
    const perPerson = 8 + profiles.length * 8
    await this.#follow(journey)
    const listBytes = lists.length === 0 ? 0 : await this.#bytesOfLists(journey, lists)
    const bytes = perEvent * journey.events + perPerson * journey.persons + listBytes
    return bytes <= this.#budgetBytes
  }

  /**
   * All buckets with these columns, and with room for what can be cached, where there is any. The same
   * blocks as long as their columns stay in memory, see `holds`.
   */
  async lease(
    journey: Journey,
    columns: readonly string[],
    shapes: readonly CacheShape[] = [],
  ): Promise<Lease> {
    await this.#follow(journey)
    const needed = findNeededColumns(journey, columns)
    const names = [
      PEOPLE,
      ...(needed.hasDataset ? [ownColumns.dataset] : []),
      ...needed.fields.map(({ path }) => path),
    ]
    this.#loadMissing(journey, needed)
    const used = names.map((name) => this.#use(journey, name))
    const release = () => {
      for (const entry of used.splice(0)) this.#release(entry)
    }
    try {
      await Promise.all(used.map((entry) => entry.loaded))
      const profiles = await this.#profiles(journey, needed)
      used.push(...this.#useVectors(journey, shapes, used))
      this.#evict(new Set(used))
      return { blocks: this.#putTogether([...used], profiles), release }
    } catch (error) {
      release()
      throw error
    }
  }

  /** Whether leased blocks have all their columns in memory still. */
  holds(blocks: readonly Block[]): boolean {
    return [...this.#sets.values()].some((set) => set.blocks === blocks)
  }

  /** One bucket with these columns, read anew and not kept; its persons are counted from 0. */
  async bucket(journey: Journey, bucket: number, columns: readonly string[]): Promise<Block> {
    const needed = findNeededColumns(journey, columns)
    const request = { fields: needed.fields, withPeople: true, withDataset: needed.hasDataset }
    const room = new ColumnMemory().room()
    const { people, columns: loaded } = await this.#loadBucket(journey, bucket, request, room)
    const profiles = await this.#profiles(journey, needed)
    return assembleBlock(people!, loaded, 0, profiles)
  }

  /** Drops all columns of a connection. */
  forget(connection: string): void {
    this.#versions.delete(connection)
    const isOf = (key: string) => key.startsWith(`${connection}/`)
    for (const entry of [...this.#entries.values()]) if (isOf(entry.key)) this.#drop(entry)
    this.#forgetTables(connection)
  }

  #forgetTables(connection: string): void {
    for (const map of [this.#profileTables, this.#listBytes, this.#sortedBuckets]) {
      for (const key of map.keys()) if (key.startsWith(`${connection}/`)) map.delete(key)
    }
  }

  get bytes(): number {
    return sumOfBytes([...this.#entries.values()])
  }

  /**
   * Makes the columns of a connection those of this version. Of a version that has come since, only the persons
   * whose events are others are read; columns of one before are forgotten.
   */
  async #follow(journey: Journey): Promise<void> {
    const { connection } = journey
    await this.#following.get(connection)
    const known = this.#versions.get(connection)
    if (known && versionOf(known) === versionOf(journey)) return
    this.#versions.set(connection, journey)
    const following = this.#catchUp(known, journey).finally(() => {
      if (this.#following.get(connection) === following) this.#following.delete(connection)
    })
    this.#following.set(connection, following)
    await following
  }

  async #catchUp(known: Journey | undefined, journey: Journey): Promise<void> {
    const { connection } = journey
    const entries = [...this.#entries.values()].filter(
      ({ key, isVector }) => key.startsWith(`${connection}/`) && !isVector,
    )
    const patched = known && entries.length > 0 ? await this.#patch(known, journey, entries) : null
    for (const entry of [...this.#entries.values()]) {
      if (entry.key.startsWith(`${connection}/`) && !patched?.has(entry)) this.#drop(entry)
    }
    this.#forgetTables(connection)
    for (const [entry, parts] of patched ?? []) this.#replace(entry, parts)
  }

  /** The parts of entries at a later version; null where they are to be loaded anew. */
  async #patch(
    known: Journey,
    journey: Journey,
    entries: readonly Entry[],
  ): Promise<ReadonlyMap<Entry, readonly EntryPart[]> | null> {
    const room = this.#memory.room()
    try {
      await Promise.all(entries.map(({ loaded }) => loaded))
      const people = entries.find(({ key }) => key === keyOf(journey, PEOPLE))
      const touched = await listTouchedPersons(this.#lake, known, journey)
      if (people === undefined || touched === null || isMuch(touched, journey)) return null
      const kept = entries.filter(({ key }) => keepsWidth(known, journey, nameOf(journey, key)))
      const parts = new Map(kept.map((entry) => [entry, [...entry.parts]]))
      for (const [bucket, persons] of touched) {
        const fresh = await this.#loadPersons(journey, bucket, persons, kept)
        const patch = planPatch(people.parts[bucket]!.people!, fresh.people!, new Set(persons))
        for (const entry of kept) {
          parts.get(entry)![bucket] = patchPart(entry.parts[bucket]!, fresh, patch, room)
        }
      }
      return parts
    } catch {
      room.undo()
      return null
    }
  }

  /** All columns of the entries, of some persons of a bucket. */
  #loadPersons(
    journey: Journey,
    bucket: number,
    persons: readonly number[],
    entries: readonly Entry[],
  ): Promise<BucketColumns> {
    const names = entries.map(({ key }) => nameOf(journey, key))
    const columns = names.filter((name) => name !== PEOPLE).map((name) => columnOf(journey, name))
    const { fields, hasDataset } = findNeededColumns(journey, columns)
    const request = { fields, withPeople: true, withDataset: hasDataset, persons }
    return loadBucket(this.#lake, journey, bucket, request, new ColumnMemory().room())
  }

  /** Puts parts in the place of an entry's, which stay with those who have leased them. */
  #replace(entry: Entry, parts: readonly EntryPart[]): void {
    const next = this.#put(entry.key, Promise.resolve(parts), false)
    this.#fill(next, parts)
    this.#forgetSets(entry)
    if (entry.leases === 0) this.#free(entry)
  }

  #bytesOfLists(journey: Journey, lists: readonly StoredField[]): Promise<number> {
    const key = keyOf(journey, lists.map(({ path }) => path).join())
    const asking = this.#listBytes.get(key) ?? measureStoredBytes(this.#lake, journey, lists)
    this.#listBytes.set(key, asking)
    asking.catch(() => this.#listBytes.delete(key))
    return asking
  }

  async #loadBucket(
    journey: Journey,
    bucket: number,
    request: BucketRequest,
    room: Room,
  ): Promise<BucketColumns> {
    const isSorted = (await this.#bucketsInOrder(journey)).has(bucket)
    return loadBucket(this.#lake, journey, bucket, { ...request, isSorted }, room)
  }

  #bucketsInOrder(journey: Journey): Promise<ReadonlySet<number>> {
    const key = keyOf(journey, '')
    const asking = this.#sortedBuckets.get(key) ?? sortBuckets(this.#lake, journey)
    this.#sortedBuckets.set(key, asking)
    asking.catch(() => this.#sortedBuckets.delete(key))
    return asking
  }

  /** Entries of vectors that plans share, in as far as they fit beside the columns that are in use. */
  #useVectors(
    journey: Journey,
    shapes: readonly CacheShape[],
    columns: readonly Entry[],
  ): readonly Entry[] {
    const [people] = columns
    if (!this.#isThere(people!)) return []
    const columnBytes = sumOfBytes(columns)
    const room = Math.min(this.#budgetBytes * VECTOR_SHARE, this.#budgetBytes - columnBytes)
    let bytes = 0
    const vectors: Entry[] = []
    for (const shape of shapes) {
      const name = `${VECTOR}${shape.key}`
      bytes += people!.parts.reduce((sum, { events }) => sum + measureVectorPart(events, shape), 0)
      if (bytes > room) break
      const key = keyOf(journey, name)
      if (!this.#entries.has(key)) this.#addVector(key, people!.parts, shape)
      vectors.push(this.#use(journey, name))
    }
    return vectors
  }

  #addVector(key: string, people: readonly EntryPart[], shape: CacheShape): void {
    const parts = people.map(({ events }) => makeVectorPart(events, shape, this.#memory))
    this.#fill(this.#put(key, Promise.resolve(parts), true), parts)
  }

  #putTogether(entries: readonly Entry[], profiles: readonly ProfileColumn[]): readonly Block[] {
    const key = [...entries.map(({ id }) => id), ...profiles.map(({ name }) => name)].join()
    const parts = () => entries.map((entry) => entry.parts)
    const blocks = this.#sets.get(key)?.blocks ?? assembleBlocks(parts(), profiles)
    this.#sets.delete(key)
    if (entries.every((entry) => this.#isThere(entry))) this.#sets.set(key, { entries, blocks })
    const [oldest] = this.#sets.keys()
    if (this.#sets.size > MOST_SETS) this.#sets.delete(oldest!)
    return blocks
  }

  #isThere(entry: Entry): boolean {
    return this.#entries.get(entry.key) === entry
  }

  #drop(entry: Entry): void {
    if (!this.#isThere(entry)) return
    this.#entries.delete(entry.key)
    if (entry.leases === 0) this.#free(entry)
    this.#forgetSets(entry)
  }

  #forgetSets(entry: Entry): void {
    for (const [key, { entries }] of this.#sets) if (entries.includes(entry)) this.#sets.delete(key)
  }

  #free({ parts }: Entry): void {
    for (const array of parts.flatMap(arraysIn)) this.#memory.free(array)
  }

  #use(journey: Journey, name: string): Entry {
    const entry = this.#entries.get(keyOf(journey, name))!
    entry.lastUse = ++this.#clock
    entry.leases++
    return entry
  }

  #release(entry: Entry): void {
    if (--entry.leases === 0 && !this.#isThere(entry)) this.#free(entry)
  }

  /** One reading per bucket for all that is missing. */
  #loadMissing(journey: Journey, needed: NeededColumns): void {
    const isMissing = (name: string) => !this.#entries.has(keyOf(journey, name))
    const fields = needed.fields.filter(({ path }) => isMissing(path))
    const request = {
      fields,
      withPeople: isMissing(PEOPLE),
      withDataset: needed.hasDataset && isMissing(ownColumns.dataset),
    }
    if (fields.length === 0 && !request.withPeople && !request.withDataset) return
    const room = this.#memory.room()
    const reading = readAll(journey.buckets, (bucket) =>
      this.#loadBucket(journey, bucket, request, room),
    )
    reading.catch(() => room.undo())
    const add = (name: string, pick: (part: BucketColumns) => EntryPart) =>
      this.#add(
        keyOf(journey, name),
        reading.then((parts) => parts.map(pick)),
      )
    if (request.withPeople) add(PEOPLE, (part) => ({ ...part, columns: new Map() }))
    if (request.withDataset) add(ownColumns.dataset, (part) => only(part, [ownColumns.dataset]))
    for (const field of fields) {
      add(field.path, (part) => only(part, [nameColumn(field), ...field.lists]))
    }
  }

  #add(key: string, loaded: Promise<readonly EntryPart[]>): void {
    const entry = this.#put(key, loaded, false)
    loaded.then(
      (parts) => this.#fill(entry, parts),
      () => this.#drop(entry),
    )
  }

  #put(key: string, loaded: Promise<readonly EntryPart[]>, isVector: boolean): Entry {
    const id = ++this.#clock
    const entry: Entry = { id, key, isVector, loaded, parts: [], bytes: 0, lastUse: id, leases: 0 }
    this.#entries.set(key, entry)
    return entry
  }

  #fill(entry: Entry, parts: readonly EntryPart[]): void {
    entry.parts = parts
    const arrays = parts.flatMap(arraysIn)
    for (const array of arrays) this.#memory.hold(array)
    entry.bytes = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0)
    if (entry.leases === 0 && !this.#isThere(entry)) this.#free(entry)
  }

  #evict(inUse: ReadonlySet<Entry>): void {
    const idle = [...this.#entries.values()]
      .filter((entry) => !inUse.has(entry))
      .sort((a, b) => a.lastUse - b.lastUse)
    for (const entry of idle) {
      const isOver = this.bytes > this.#budgetBytes
      const isTooMuch = entry.isVector && this.#vectorBytes > this.#budgetBytes * VECTOR_SHARE
      if (isOver || isTooMuch) this.#drop(entry)
    }
  }

  get #vectorBytes(): number {
    return sumOfBytes([...this.#entries.values()].filter(({ isVector }) => isVector))
  }

  #profiles(journey: Journey, { profiles }: NeededColumns): Promise<readonly ProfileColumn[]> {
    return Promise.all(
      profiles.map(async ({ dataset, field }) => {
        const name = `${dataset}.${field}`
        const key = keyOf(journey, name)
        const known = this.#profileTables.get(key)
        const loading =
          known ?? readJoinedField(this.#lake, journey, dataset, field, ownColumns.person)
        this.#profileTables.set(key, loading)
        return { name, table: (await loading).table }
      }),
    )
  }
}

const sumOfBytes = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { bytes }) => sum + bytes, 0)

const versionOf = ({ generation, dataVersion }: Journey): string => `${generation}.${dataVersion}`

const nameOf = ({ connection }: Journey, key: string): string => key.slice(connection.length + 1)

/** What a plan would name to have the entry loaded. */
function columnOf(journey: Journey, name: string): string {
  const field = journey.fields.find(({ path }) => path === name)
  return field === undefined ? name : nameColumn(field)
}

/** Beyond such a share of the persons, columns are read anew as a whole. */
const MOST_TOUCHED = 0.1

function isMuch(touched: TouchedPersons, { persons }: Journey): boolean {
  const count = [...touched.values()].reduce((sum, each) => sum + each.length, 0)
  return count > Math.max(1000, persons * MOST_TOUCHED)
}

/** Codes of a dictionary that has grown may need more bytes. */
function keepsWidth(before: Journey, after: Journey, name: string): boolean {
  const [a, b] = [before, after].map(({ fields }) => fields.find(({ path }) => path === name))
  if (name === ownColumns.batch)
    return chooseCodeWidth(before, batchField) === chooseCodeWidth(after, batchField)
  return a === undefined || b === undefined || widthOf(before, a) === widthOf(after, b)
}

const keyOf = ({ connection }: Journey, name: string): string => `${connection}/${name}`

const widthOf = (journey: Journey, field: StoredField): number =>
  isCoded(field) ? chooseCodeWidth(journey, field) : 8

function only({ events, columns }: EntryPart, names: readonly string[]): EntryPart {
  const picked = new Map(names.map((name) => [name, columns.get(name)!]))
  return { events, people: null, columns: picked }
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

/** Durations for what is under way even when one reading fails. */
async function readAll<T>(count: number, read: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const reader = async () => {
    while (next < count) {
      const index = next++
      results[index] = await read(index).catch((error: unknown) => {
        next = count
        throw error
      })
    }
  }
  const readers = await Promise.allSettled(Array.from({ length: PARALLEL_READS }, reader))
  const failed = readers.find((reader) => reader.status === 'rejected')
  if (failed) throw failed.reason
  return results
}
