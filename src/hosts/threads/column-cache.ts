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
  sortBuckets,
  measureStoredBytes,
} from '../../lake/journey/index.ts'
import { letOthersIn } from '../../model/let-others-in.ts'
import { ownColumns } from '../../model/own-columns.ts'
import { assembleBlock, type ProfileColumn } from './assemble-blocks.ts'
import { makeVectorPart, measureVectorPart } from './cached-vector-part.ts'
import { hasSameProfiles, overlay, planOverlays, readChanges } from './catch-up.ts'
import { ColumnMemory, type Room } from './column-memory.ts'
import { Entries, isThere, sumOfBytes } from './entries.ts'
import type { EntryPart } from './entry-parts.ts'
import { findFull, foldBucket } from './fold.ts'
import { type BucketColumns, type BucketRequest, loadBucket } from './load-bucket.ts'
import { findNeededColumns, type NeededColumns } from './needed-columns.ts'
import { pickPersons } from './pick-persons.ts'
import { readAll } from './read-all.ts'
import {
  baseState,
  type Entry,
  listLoaded,
  listOver,
  PEOPLE,
  type Snapshot,
  startSnapshot,
} from './snapshot.ts'
import { versionOf } from './versions.ts'

/** Cached vectors may have so much of the budget: a column costs more to load than a vector to make. */
const VECTOR_SHARE = 1 / 4

/** Of so many versions it is known which buckets are in order. */
const MOST_KNOWN_ORDERS = 64

/** Blocks that stay as they are until they are given back. */
export interface Lease {
  readonly blocks: readonly Block[]
  release(): void
}

/** Entries of which none goes before `release`. */
interface UsedEntries {
  readonly snapshot: Snapshot
  readonly used: Entry[]
  readonly profiles: readonly ProfileColumn[]
  release(): void
}

const VECTOR = ' vector '

/** So many versions of a connection that reports have asked for last are kept beside the latest. */
const MOST_EARLIER = 3

/** A base takes those in who lie over it when they have more than so many events, see `fold.ts`. */
const FEW_EVENTS = 20_000

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
  readonly #listBytes = new Map<string, Promise<number>>()
  readonly #sortedBuckets = new Map<string, Promise<ReadonlySet<number>>>()
  readonly #following = new Map<string, Promise<unknown>>()
  readonly #entries: Entries

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
    this.#entries = new Entries(memory)
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
    const { snapshot, used, profiles, release } = await this.#use(journey, columns)
    try {
      used.push(...this.#useVectors(snapshot, shapes, used))
      this.#evict(new Set(used))
      return { blocks: this.#entries.putTogether([...used], profiles), release }
    } catch (error) {
      release()
      throw error
    }
  }

  /** Some persons by their codes, ascending, with these columns; copies, which are not kept. */
  async pick(
    journey: Journey,
    columns: readonly string[],
    persons: Uint32Array,
  ): Promise<readonly Block[]> {
    const { used, profiles, release } = await this.#use(journey, columns)
    try {
      this.#evict(new Set(used))
      const parts = used.map((entry) => entry.parts!)
      return pickPersons(parts, profiles, persons)
    } finally {
      release()
    }
  }

  /** The entries of these columns, in memory until they are released. */
  async #use(journey: Journey, columns: readonly string[]): Promise<UsedEntries> {
    const snapshot = await this.#follow(journey)
    const needed = findNeededColumns(journey, columns)
    const names = [
      PEOPLE,
      ...(needed.hasDataset ? [ownColumns.dataset] : []),
      ...needed.fields.map(({ path }) => path),
    ]
    this.#loadMissing(snapshot, needed)
    const used = names.map((name) => this.#entries.use(snapshot.entries.get(name)!))
    const release = () => {
      for (const entry of used.splice(0)) this.#entries.release(entry)
    }
    try {
      await Promise.all(used.map((entry) => entry.loaded))
      return { snapshot, used, profiles: await this.#profiles(snapshot, needed), release }
    } catch (error) {
      release()
      throw error
    }
  }

  /** Whether leased blocks have all their columns in memory still. */
  holds(blocks: readonly Block[]): boolean {
    return this.#entries.holds(blocks)
  }

  /** One bucket with these columns, or some persons of it, read anew and not kept; its persons are counted from 0. */
  async bucket(
    journey: Journey,
    bucket: number,
    columns: readonly string[],
    some: Pick<BucketRequest, 'persons'> = {},
  ): Promise<Block> {
    const needed = findNeededColumns(journey, columns)
    const { fields, hasDataset } = needed
    const request = { fields, withPeople: true, withDataset: hasDataset, ...some }
    const room = new ColumnMemory().room()
    const { people, columns: loaded } = await this.#loadBucket(journey, bucket, request, room)
    const profiles = await this.#profiles(startSnapshot(journey, 0), needed)
    return assembleBlock(people!, loaded, 0, profiles)
  }

  /** Drops all columns of a connection. */
  forget(connection: string): void {
    for (const snapshot of this.#snapshots.get(connection) ?? []) this.#entries.dropAll(snapshot)
    this.#snapshots.delete(connection)
    for (const map of [this.#listBytes, this.#sortedBuckets]) {
      for (const key of map.keys()) if (key.startsWith(`${connection}/`)) map.delete(key)
    }
  }

  get bytes(): number {
    return this.#entries.bytes
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
    if (found) found.lastUse = this.#entries.tick()
    return found
  }

  async #start(journey: Journey): Promise<Snapshot> {
    const { connection } = journey
    const latest = this.#snapshots.get(connection)?.at(-1)
    const isLater = latest === undefined || isAfter(journey, latest.journey)
    const followed = latest && isLater ? await this.#catchUp(latest, journey) : null
    const snapshot = followed ?? startSnapshot(journey, this.#entries.tick())
    const others = this.#snapshots.get(connection) ?? []
    this.#snapshots.set(connection, isLater ? [...others, snapshot] : [snapshot, ...others])
    if (isLater && followed === null) for (const each of others) this.#entries.dropAll(each)
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
    for (const snapshot of gone) this.#entries.dropAll(snapshot)
    this.#snapshots.set(
      connection,
      all.filter((each) => !gone.includes(each)),
    )
  }

  /** The columns of a later version, with what has changed of persons over them; null where all had better be read anew. */
  async #catchUp(latest: Snapshot, journey: Journey): Promise<Snapshot | null> {
    const room = this.#memory.room()
    let used: readonly Entry[] = []
    try {
      await Promise.all([...latest.entries.values()].map(({ loaded }) => loaded))
      const touched = await listTouchedPersons(this.#lake, latest.journey, journey)
      if (!latest.entries.has(PEOPLE) || touched === null) return null
      used = listLoaded(latest).map((entry) => this.#entries.use(entry))
      const names = used.map(({ name }) => name)
      const fresh = await readChanges(this.#lake, latest, journey, touched, names)
      if (fresh === null) return null
      const next = this.#startFrom(latest, journey)
      const patches = planOverlays(latest, fresh)
      for (const entry of used) {
        await letOthersIn()
        this.#entries.put(next, entry.name, overlay(entry, fresh, patches, room), null)
      }
      for (const { name, parts, shape } of latest.entries.values()) {
        if (shape && parts) this.#entries.put(next, name, parts, shape)
      }
      return next
    } catch {
      room.undo()
      return null
    } finally {
      for (const entry of used) this.#entries.release(entry)
    }
  }

  #startFrom(latest: Snapshot, journey: Journey): Snapshot {
    const next = { ...startSnapshot(journey, this.#entries.tick()), bases: [...latest.bases] }
    if (hasSameProfiles(latest.journey, journey)) {
      for (const [name, table] of latest.profileTables) next.profileTables.set(name, table)
    }
    return next
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
      snapshot.bases[bucket] = snapshot.journey
      for (const [entry, parts] of foldBucket(snapshot, bucket, this.#memory)) {
        this.#entries.replace(entry, parts)
      }
      this.#foldLater(snapshot)
    }, FOLD_PAUSE_MS).unref()
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
    if (this.#sortedBuckets.size > MOST_KNOWN_ORDERS) this.#sortedBuckets.delete(oldest!)
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
        this.#entries.use(
          snapshot.entries.get(name) ?? this.#entries.put(snapshot, name, make(), shape),
        ),
      )
    }
    return vectors
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
      this.#entries.add(
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
      else this.#entries.drop(entry)
    }
  }

  #dropUnused(snapshot: Snapshot, inUse: ReadonlySet<Entry>): void {
    if ([...snapshot.entries.values()].some((entry) => inUse.has(entry))) return
    this.#entries.dropAll(snapshot)
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

/** Whether a version came after another one. */
const isAfter = (a: Journey, b: Journey): boolean =>
  a.generation > b.generation || (a.generation === b.generation && a.increment > b.increment)

const keyOf = ({ connection }: Journey, name: string): string => `${connection}/${name}`

const widthOf = (journey: Journey, field: StoredField): number =>
  isCoded(field) ? chooseCodeWidth(journey, field) : 8

function only({ events, columns }: EntryPart, names: readonly string[]): EntryPart {
  const picked = new Map(names.map((name) => [name, columns.get(name)!]))
  return { events, people: null, columns: picked }
}
