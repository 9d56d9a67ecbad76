import type { Block, CacheShape } from '../../engine/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import {
  chooseCodeWidth,
  nameColumn,
  isCoded,
  type Journey,
  type StoredField,
  readJoinedField,
  listTouchedPersons,
  type TouchedPersons,
  sortBuckets,
  measureStoredBytes,
} from '../../lake/journey/index.ts'
import { ownColumns } from '../../model/own-columns.ts'
import { assembleBlock, assembleBlocks, type ProfileColumn } from './assemble-blocks.ts'
import type { EntryPart, EntryParts } from './entry-parts.ts'
import { makeVectorPart, measureVectorPart } from './cached-vector-part.ts'
import { ColumnMemory, type Room } from './column-memory.ts'
import { listArrays } from './gather.ts'
import { type BucketColumns, type BucketRequest, loadBucket, type People } from './load-bucket.ts'
import { findNeededColumns, type NeededColumns } from './needed-columns.ts'
import { foldPart, hidePersons, patchOverlay, planFold, planOverlay } from './overlay.ts'
import {
  baseState,
  type Entry,
  listOver,
  PEOPLE,
  type Snapshot,
  startSnapshot,
} from './snapshot.ts'

/** How many buckets are read at a time; the lake has as many sessions for reading. */
const PARALLEL_READS = 3

/** Cached vectors may have so much of the budget: a column costs more to load than a vector to make. */
const VECTOR_SHARE = 1 / 4

/** How many sets of columns are put together at a time; a set is small beside its columns. */
const MOST_SETS = 64

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

const VECTOR = ' vector '

/** So many versions of a connection that reports have asked for last are kept beside the latest. */
const MOST_EARLIER = 3

/** A base takes those in who lie over it when they have more than so many events, and such a share of its own. */
const FEW_EVENTS = 20_000
const MOST_OVER = 0.03

export interface CacheOptions {
  /** How many events of a bucket may lie over its base whatever the base has. */
  readonly fewEvents?: number | undefined
}

/**
 * Columns of journey tables in memory, loaded on first use, and room for vectors that plans share; least
 * recently used dropped when there are more than `budgetBytes`.
 *
 * A version's columns are a base, which is read once, and over it the persons who have changed since with all their
 * events: the base hides them. The next version shares the base with the one before; reports that have begun
 * go on with theirs. In the background the base of a bucket takes those in who lie over it.
 */
export class ColumnCache {
  readonly #lake: LakeClient
  readonly #budgetBytes: number
  readonly #fewEvents: number
  readonly #memory: ColumnMemory
  /** By connection, the latest version in the end. */
  readonly #snapshots = new Map<string, Snapshot[]>()
  /** How many entries have an array. */
  readonly #arrays = new Map<ArrayBufferView, number>()
  readonly #listBytes = new Map<string, Promise<number>>()
  readonly #sortedBuckets = new Map<string, Promise<ReadonlySet<number>>>()
  readonly #following = new Map<string, Promise<unknown>>()
  readonly #sets = new Map<string, BlockSet>()
  #bytes = 0
  #clock = 0

  constructor(
    lake: LakeClient,
    budgetBytes: number,
    memory: ColumnMemory = new ColumnMemory(),
    { fewEvents = FEW_EVENTS }: CacheOptions = {},
  ) {
    this.#fewEvents = fewEvents
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
    const snapshot = await this.#follow(journey)
    const needed = findNeededColumns(journey, columns)
    const names = [
      PEOPLE,
      ...(needed.hasDataset ? [ownColumns.dataset] : []),
      ...needed.fields.map(({ path }) => path),
    ]
    this.#loadMissing(snapshot, needed)
    const used = names.map((name) => this.#use(snapshot.entries.get(name)!))
    const release = () => {
      for (const entry of used.splice(0)) this.#release(entry)
    }
    try {
      await Promise.all(used.map((entry) => entry.loaded))
      const profiles = await this.#profiles(snapshot, needed)
      used.push(...this.#useVectors(snapshot, shapes, used))
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
    const profiles = await this.#profiles(startSnapshot(journey, 0), needed)
    return assembleBlock(people!, loaded, 0, profiles)
  }

  /** Drops all columns of a connection. */
  forget(connection: string): void {
    for (const snapshot of this.#snapshots.get(connection) ?? []) this.#dropAll(snapshot)
    this.#snapshots.delete(connection)
    for (const map of [this.#listBytes, this.#sortedBuckets]) {
      for (const key of map.keys()) if (key.startsWith(`${connection}/`)) map.delete(key)
    }
  }

  get bytes(): number {
    return this.#bytes
  }

  /** The columns of a version: those that are there, or what becomes of the latest ones before it. */
  #follow(journey: Journey): Promise<Snapshot> {
    const { connection } = journey
    const known = this.#find(journey)
    if (known) return Promise.resolve(known)
    const before = this.#following.get(connection) ?? Promise.resolve()
    const following = before
      .catch(() => undefined)
      .then(() => this.#find(journey) ?? this.#start(journey))
      .finally(() => {
        if (this.#following.get(connection) === following) this.#following.delete(connection)
      })
    this.#following.set(connection, following)
    return following
  }

  #find(journey: Journey): Snapshot | undefined {
    const version = versionOf(journey)
    const all = this.#snapshots.get(journey.connection) ?? []
    const found = all.find((snapshot) => versionOf(snapshot.journey) === version)
    if (found) found.lastUse = ++this.#clock
    return found
  }

  async #start(journey: Journey): Promise<Snapshot> {
    const { connection } = journey
    const latest = this.#snapshots.get(connection)?.at(-1)
    const isLater = latest === undefined || isAfter(journey, latest.journey)
    const followed = latest && isLater ? await this.#catchUp(latest, journey) : null
    const snapshot = followed ?? startSnapshot(journey, ++this.#clock)
    const others = this.#snapshots.get(connection) ?? []
    this.#snapshots.set(connection, isLater ? [...others, snapshot] : [snapshot, ...others])
    if (isLater && followed === null) for (const each of others) this.#dropAll(each)
    this.#retire(connection)
    if (followed) this.#foldLater(followed)
    return snapshot
  }

  /** Reports that have begun may still ask for the versions that were asked for last. */
  #retire(connection: string): void {
    const all = this.#snapshots.get(connection) ?? []
    const latest = all.at(-1)!
    const earlier = all.filter((each) => each !== latest).sort((a, b) => b.lastUse - a.lastUse)
    const gone = earlier.slice(MOST_EARLIER)
    for (const snapshot of gone) this.#dropAll(snapshot)
    this.#snapshots.set(
      connection,
      all.filter((each) => !gone.includes(each)),
    )
  }

  /** The columns of a later version, with the persons read anew whose events are others; null where that is not known. */
  async #catchUp(latest: Snapshot, journey: Journey): Promise<Snapshot | null> {
    const room = this.#memory.room()
    try {
      await Promise.all([...latest.entries.values()].map(({ loaded }) => loaded))
      const touched = await listTouchedPersons(this.#lake, latest.journey, journey)
      if (!latest.entries.has(PEOPLE) || touched === null || isMuch(touched, journey)) return null
      const names = listLoaded(latest).map(({ name }) => name)
      const fresh = await this.#readPersons(journey, touched, names)
      const next = this.#startFrom(latest, journey)
      for (const entry of listLoaded(latest)) {
        if (!names.includes(entry.name)) continue
        this.#put(next, entry.name, overlaid(latest, entry, fresh, room), null)
      }
      for (const { name, parts, shape } of latest.entries.values()) {
        if (shape && parts) this.#put(next, name, parts, shape)
      }
      return next
    } catch {
      room.undo()
      return null
    }
  }

  #startFrom(latest: Snapshot, journey: Journey): Snapshot {
    const next = { ...startSnapshot(journey, ++this.#clock), bases: [...latest.bases] }
    if (hasSameProfiles(latest.journey, journey)) {
      for (const [name, table] of latest.profileTables) next.profileTables.set(name, table)
    }
    return next
  }

  /** All that is loaded, of the persons who have changed, by bucket. */
  async #readPersons(
    journey: Journey,
    touched: TouchedPersons,
    names: readonly string[],
  ): Promise<Fresh> {
    const columns = names.filter((name) => name !== PEOPLE).map((name) => columnOf(journey, name))
    const { fields, hasDataset } = findNeededColumns(journey, columns)
    const request = { fields, withPeople: true, withDataset: hasDataset }
    const buckets = [...touched]
    const read = await readAll(buckets.length, async (index) => {
      const [bucket, persons] = buckets[index]!
      const asked = { ...request, persons }
      const room = new ColumnMemory().room()
      const columnsRead = await loadBucket(this.#lake, journey, bucket, asked, room)
      return [bucket, { persons, columns: columnsRead }] as const
    })
    return new Map(read)
  }

  /** Folds buckets one by one, between the requests. */
  #foldLater(snapshot: Snapshot): void {
    setTimeout(() => {
      const { connection } = snapshot.journey
      const isLatest = this.#snapshots.get(connection)?.at(-1) === snapshot
      if (!isLatest || this.#following.has(connection)) return
      const all = [...snapshot.entries.values()]
      const bucket = all.every(({ parts }) => parts !== null)
        ? findFull(snapshot, this.#fewEvents)
        : -1
      if (bucket < 0) return
      this.#fold(snapshot, bucket)
      this.#foldLater(snapshot)
    }, FOLD_PAUSE_MS).unref()
  }

  #fold(snapshot: Snapshot, bucket: number): void {
    const { base, over } = snapshot.entries.get(PEOPLE)!.parts!
    const patch = planFold(base[bucket]!, over[bucket]!)
    const room = this.#memory.room()
    const people = over[bucket]?.people ?? null
    snapshot.bases[bucket] = snapshot.journey
    for (const entry of [...snapshot.entries.values()]) {
      const { parts, shape } = entry
      const part = shape
        ? makeVectorPart(patch.events, shape, this.#memory)
        : foldPart(parts!.base[bucket]!, withPeople(parts!.over[bucket]!, people), patch, room)
      const next = {
        base: parts!.base.with(bucket, part),
        over: parts!.over.with(bucket, null),
      }
      this.#drop(entry)
      this.#put(snapshot, entry.name, next, shape)
    }
  }

  #bytesOfLists(journey: Journey, lists: readonly StoredField[]): Promise<number> {
    const key = keyOf(journey, `${journey.generation} ${lists.map(({ path }) => path).join()}`)
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
    const key = keyOf(journey, versionOf(journey))
    const asking = this.#sortedBuckets.get(key) ?? sortBuckets(this.#lake, journey)
    this.#sortedBuckets.set(key, asking)
    asking.catch(() => this.#sortedBuckets.delete(key))
    const [oldest] = this.#sortedBuckets.keys()
    if (this.#sortedBuckets.size > MOST_SETS) this.#sortedBuckets.delete(oldest!)
    return asking
  }

  /** Entries of vectors that plans share, in as far as they fit beside the columns that are in use. */
  #useVectors(
    snapshot: Snapshot,
    shapes: readonly CacheShape[],
    columns: readonly Entry[],
  ): readonly Entry[] {
    const [people] = columns
    if (!isThere(people!)) return []
    const columnBytes = sumOfBytes(columns)
    const room = Math.min(this.#budgetBytes * VECTOR_SHARE, this.#budgetBytes - columnBytes)
    let bytes = 0
    const vectors: Entry[] = []
    const { base, over } = people!.parts!
    for (const shape of shapes) {
      const name = `${VECTOR}${shape.key}`
      bytes += base.reduce((sum, { events }) => sum + measureVectorPart(events, shape), 0)
      if (bytes > room) break
      const make = () => ({
        base: base.map(({ events }) => makeVectorPart(events, shape, this.#memory)),
        over: over.map(() => null),
      })
      vectors.push(
        this.#use(snapshot.entries.get(name) ?? this.#put(snapshot, name, make(), shape)),
      )
    }
    return vectors
  }

  #putTogether(entries: readonly Entry[], profiles: readonly ProfileColumn[]): readonly Block[] {
    const key = [...entries.map(({ id }) => id), ...profiles.map(({ name }) => name)].join()
    const parts = () => entries.map((entry) => entry.parts!)
    const blocks = this.#sets.get(key)?.blocks ?? assembleBlocks(parts(), profiles)
    this.#sets.delete(key)
    if (entries.every(isThere)) this.#sets.set(key, { entries, blocks })
    const [oldest] = this.#sets.keys()
    if (this.#sets.size > MOST_SETS) this.#sets.delete(oldest!)
    return blocks
  }

  #dropAll({ entries }: Snapshot): void {
    for (const entry of [...entries.values()]) this.#drop(entry)
  }

  #drop(entry: Entry): void {
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

  #use(entry: Entry): Entry {
    entry.lastUse = ++this.#clock
    entry.leases++
    return entry
  }

  #release(entry: Entry): void {
    if (--entry.leases === 0 && !isThere(entry)) this.#free(entry)
  }

  /** One reading per bucket for all that is missing: of its base, and of those who lie over it. */
  #loadMissing(snapshot: Snapshot, needed: NeededColumns): void {
    const { journey, entries } = snapshot
    const isMissing = (name: string) => !entries.has(name)
    const fields = needed.fields.filter(({ path }) => isMissing(path))
    const request = {
      fields,
      withPeople: isMissing(PEOPLE),
      withDataset: needed.hasDataset && isMissing(ownColumns.dataset),
    }
    if (fields.length === 0 && !request.withPeople && !request.withDataset) return
    const room = this.#memory.room()
    const states = snapshot.bases.map((_, bucket) => baseState(snapshot, bucket))
    const over = states.map((_, bucket) => listOver(snapshot, bucket))
    const reading = readAll(journey.buckets, async (bucket) => ({
      base: await this.#loadBucket(states[bucket]!, bucket, request, room),
      over:
        over[bucket]!.length === 0
          ? null
          : await loadBucket(
              this.#lake,
              journey,
              bucket,
              { ...request, persons: over[bucket]! },
              room,
            ),
    }))
    reading.catch(() => room.undo())
    const add = (name: string, pick: (part: BucketColumns) => EntryPart) =>
      this.#add(
        snapshot,
        name,
        reading.then((parts) => ({
          base: parts.map((part) => pick(part.base)),
          over: parts.map((part) => part.over && pick(part.over)),
        })),
      )
    if (request.withPeople) add(PEOPLE, (part) => ({ ...part, columns: new Map() }))
    if (request.withDataset) add(ownColumns.dataset, (part) => only(part, [ownColumns.dataset]))
    for (const field of fields) {
      add(field.path, (part) => only(part, [nameColumn(field), ...field.lists]))
    }
  }

  #add(snapshot: Snapshot, name: string, loaded: Promise<EntryParts>): void {
    const entry = this.#enter(snapshot, name, loaded, null)
    loaded.then(
      (parts) => this.#fill(entry, parts),
      () => this.#drop(entry),
    )
  }

  #put(snapshot: Snapshot, name: string, parts: EntryParts, shape: CacheShape | null): Entry {
    const entry = this.#enter(snapshot, name, Promise.resolve(parts), shape)
    this.#fill(entry, parts)
    return entry
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

  /** Versions before the latest go first, then what was used least recently; who is hidden is known by the persons alone. */
  #evict(inUse: ReadonlySet<Entry>): void {
    const isTooMuch = () => this.bytes > this.#budgetBytes
    for (const all of this.#snapshots.values()) {
      for (const earlier of all.slice(0, -1)) if (isTooMuch()) this.#dropUnused(earlier, inUse)
    }
    const entries = [...this.#snapshots.values()].flatMap((all) => [
      ...all.at(-1)!.entries.values(),
    ])
    const idle = entries.filter((entry) => !inUse.has(entry)).sort((a, b) => a.lastUse - b.lastUse)
    for (const entry of idle) {
      const isExtra = entry.shape && this.#vectorBytes > this.#budgetBytes * VECTOR_SHARE
      if (!isTooMuch() && !isExtra) continue
      if (entry.name === PEOPLE) this.#dropUnused(entry.snapshot, inUse)
      else this.#drop(entry)
    }
  }

  #dropUnused(snapshot: Snapshot, inUse: ReadonlySet<Entry>): void {
    if ([...snapshot.entries.values()].some((entry) => inUse.has(entry))) return
    this.#dropAll(snapshot)
    snapshot.bases.fill(snapshot.journey)
  }

  get #vectorBytes(): number {
    const latest = [...this.#snapshots.values()].flatMap((all) => [...all.at(-1)!.entries.values()])
    return sumOfBytes(latest.filter(({ shape }) => shape !== null))
  }

  #profiles(
    { journey, profileTables }: Snapshot,
    { profiles }: NeededColumns,
  ): Promise<readonly ProfileColumn[]> {
    return Promise.all(
      profiles.map(async ({ dataset, field }) => {
        const name = `${dataset}.${field}`
        const known = profileTables.get(name)
        const loading =
          known ?? readJoinedField(this.#lake, journey, dataset, field, ownColumns.person)
        profileTables.set(name, loading)
        loading.catch(() => profileTables.delete(name))
        return { name, table: (await loading).table }
      }),
    )
  }
}

/** Between two buckets that are folded. */
const FOLD_PAUSE_MS = 20

/** What was read anew, by bucket. */
type Fresh = ReadonlyMap<
  number,
  { readonly persons: readonly number[]; readonly columns: BucketColumns }
>

const isThere = (entry: Entry): boolean => entry.snapshot.entries.get(entry.name) === entry

/** Columns that are there, without cached vectors. */
const listLoaded = ({ entries }: Snapshot): readonly Entry[] =>
  [...entries.values()].filter(({ shape, parts }) => shape === null && parts !== null)

/** An entry's parts once some persons were read anew: they lie over the base, which hides them. */
function overlaid(
  { entries }: Snapshot,
  { name, parts }: Entry,
  fresh: Fresh,
  room: Room,
): EntryParts {
  const isPeople = name === PEOPLE
  const people = entries.get(PEOPLE)!.parts!
  const base = [...parts!.base]
  const over = [...parts!.over]
  for (const [bucket, { persons, columns }] of fresh) {
    const patch = planOverlay(people.over[bucket]!, columns.people!, new Set(persons))
    const own = isPeople ? { ...columns, columns: new Map() } : pickLike(base[bucket]!, columns)
    const before = withPeople(
      over[bucket]!,
      isPeople ? (people.over[bucket]?.people ?? null) : null,
    )
    over[bucket] = patchOverlay({ over: before, isPeople }, own, patch, room)
    if (isPeople) base[bucket] = hidePersons(base[bucket]!, persons)
  }
  return { base, over }
}

/** Of columns that were read together, those that an entry's part has. */
const pickLike = (
  { columns: own }: EntryPart,
  { columns, ...rest }: BucketColumns,
): BucketColumns => ({
  ...rest,
  columns: new Map([...own.keys()].map((name) => [name, columns.get(name)!])),
})

const withPeople = (part: EntryPart | null, people: People | null): EntryPart | null =>
  part && { ...part, people }

/** A bucket whose base had better take those in who lie over it; -1 without any. */
function findFull({ entries }: Snapshot, fewEvents: number): number {
  const parts = entries.get(PEOPLE)?.parts
  if (!parts) return -1
  return parts.base.findIndex(({ events, people, hidden }, bucket) => {
    const over = parts.over[bucket]?.events ?? 0
    if (over > Math.max(fewEvents, events * MOST_OVER)) return true
    const few = Math.max(fewEvents, people!.persons * MOST_OVER)
    return hidden !== undefined && countHidden(hidden) > few
  })
}

const countHidden = (hidden: Uint8Array): number => hidden.reduce((sum, each) => sum + each, 0)

/** Whether a version came after another one. */
const isAfter = (a: Journey, b: Journey): boolean =>
  a.generation > b.generation || (a.generation === b.generation && a.increment > b.increment)

/** Whether profiles say the same of the same persons. */
const hasSameProfiles = (a: Journey, b: Journey): boolean =>
  JSON.stringify([a.joined, a.highestCodes[PERSONS]]) ===
  JSON.stringify([b.joined, b.highestCodes[PERSONS]])

/** The number of their dictionary. */
const PERSONS = 0

const sumOfBytes = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { bytes }) => sum + bytes, 0)

const versionOf = ({ generation, dataVersion }: Journey): string => `${generation}.${dataVersion}`

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

const keyOf = ({ connection }: Journey, name: string): string => `${connection}/${name}`

const widthOf = (journey: Journey, field: StoredField): number =>
  isCoded(field) ? chooseCodeWidth(journey, field) : 8

function only({ events, columns }: EntryPart, names: readonly string[]): EntryPart {
  const picked = new Map(names.map((name) => [name, columns.get(name)!]))
  return { events, people: null, columns: picked }
}

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
