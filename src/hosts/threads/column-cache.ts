import type { Block, Column } from '../../engine/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import {
  codeWidth,
  columnOf,
  isCoded,
  type Journey,
  type JourneyField,
  readSideField,
  type SideTable,
  storedBytes,
} from '../../lake/journey/index.ts'
import { bytesOf, type Columns, sharedF64, sharedU32 } from './gather.ts'
import { type BucketColumns, loadBucket, type People } from './load-bucket.ts'
import { type Wanted, wantedBy } from './wanted.ts'
import { ownColumns } from '../../model/own-columns.ts'

/** How many buckets are read at a time; the lake has as many sessions for reading. */
const PARALLEL_READS = 3

/** One field (or `PEOPLE`, or `dataset`) of all buckets, in memory or on its way. */
interface Entry {
  readonly loaded: Promise<readonly EntryPart[]>
  bytes: number
  lastUse: number
}

interface EntryPart {
  readonly events: number
  readonly people: People | null
  readonly columns: Columns
}

const PEOPLE = ' people'

/**
 * Columns of journey tables in shared memory, loaded on first use, least recently used dropped
 * when there are more than `budgetBytes`. One data version per connection is kept.
 */
export class ColumnCache {
  readonly #lake: LakeClient
  readonly #budgetBytes: number
  readonly #entries = new Map<string, Entry>()
  readonly #profileTables = new Map<string, Promise<SideTable>>()
  readonly #versions = new Map<string, number>()
  #clock = 0

  constructor(lake: LakeClient, budgetBytes: number) {
    this.#lake = lake
    this.#budgetBytes = budgetBytes
  }

  /** Whether the columns can be in memory together. */
  async fits(journey: Journey, columns: readonly string[]): Promise<boolean> {
    const { fields, profiles } = wantedBy(journey, columns)
    const scalars = fields.filter(({ lists }) => lists.length === 0)
    const lists = fields.filter((field) => !scalars.includes(field))
    const perEvent = scalars.reduce((sum, field) => sum + widthOf(journey, field), 8)
    const perPerson = 8 + profiles.length * 8
    const listBytes = lists.length === 0 ? 0 : await storedBytes(this.#lake, journey, lists)
    const bytes = perEvent * journey.events + perPerson * journey.persons + listBytes
    return bytes <= this.#budgetBytes
  }

  /** All buckets with these columns; to be held only while a plan runs over them. */
  async blocks(journey: Journey, columns: readonly string[]): Promise<readonly Block[]> {
    this.#forgetOtherVersions(journey)
    const wanted = wantedBy(journey, columns)
    const names = [
      PEOPLE,
      ...(wanted.hasDataset ? [ownColumns.dataset] : []),
      ...wanted.fields.map(({ path }) => path),
    ]
    this.#loadMissing(journey, wanted)
    const entries = names.map((name) => this.#use(journey, name))
    const parts = await Promise.all(entries.map((entry) => entry.loaded))
    const profiles = await this.#profiles(journey, wanted)
    this.#evict(new Set(entries))
    return blocksOf(parts, profiles)
  }

  /** One bucket with these columns, read anew and not kept; its persons are counted from 0. */
  async bucket(journey: Journey, bucket: number, columns: readonly string[]): Promise<Block> {
    const wanted = wantedBy(journey, columns)
    const { people, columns: loaded } = await loadBucket(this.#lake, journey, bucket, {
      fields: wanted.fields,
      withPeople: true,
      withDataset: wanted.hasDataset,
    })
    const profiles = await this.#profiles(journey, wanted)
    return blockOf(people!, loaded, 0, profiles)
  }

  /** Drops all columns of a connection. */
  forget(connection: string): void {
    this.#versions.delete(connection)
    for (const map of [this.#entries, this.#profileTables]) {
      for (const key of map.keys()) if (key.startsWith(`${connection}/`)) map.delete(key)
    }
  }

  get bytes(): number {
    return [...this.#entries.values()].reduce((sum, entry) => sum + entry.bytes, 0)
  }

  #forgetOtherVersions(journey: Journey): void {
    const { connection, dataVersion } = journey
    if (this.#versions.get(connection) === dataVersion) return
    this.forget(connection)
    this.#versions.set(connection, dataVersion)
  }

  #use(journey: Journey, name: string): Entry {
    const entry = this.#entries.get(keyOf(journey, name))!
    entry.lastUse = ++this.#clock
    return entry
  }

  /** One reading per bucket for all that is missing. */
  #loadMissing(journey: Journey, wanted: Wanted): void {
    const isMissing = (name: string) => !this.#entries.has(keyOf(journey, name))
    const fields = wanted.fields.filter(({ path }) => isMissing(path))
    const request = {
      fields,
      withPeople: isMissing(PEOPLE),
      withDataset: wanted.hasDataset && isMissing(ownColumns.dataset),
    }
    if (fields.length === 0 && !request.withPeople && !request.withDataset) return
    const reading = readAll(journey.buckets, (bucket) =>
      loadBucket(this.#lake, journey, bucket, request),
    )
    const add = (name: string, pick: (part: BucketColumns) => EntryPart) =>
      this.#add(
        keyOf(journey, name),
        reading.then((parts) => parts.map(pick)),
      )
    if (request.withPeople) add(PEOPLE, (part) => ({ ...part, columns: {} }))
    if (request.withDataset) add(ownColumns.dataset, (part) => only(part, [ownColumns.dataset]))
    for (const field of fields) {
      add(field.path, (part) => only(part, [columnOf(field), ...field.lists]))
    }
  }

  #add(key: string, loaded: Promise<readonly EntryPart[]>): void {
    const entry: Entry = { loaded, bytes: 0, lastUse: ++this.#clock }
    this.#entries.set(key, entry)
    loaded.then(
      (parts) => {
        entry.bytes = parts.reduce((sum, part) => sum + partBytes(part), 0)
      },
      () => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key)
      },
    )
  }

  #evict(inUse: ReadonlySet<Entry>): void {
    const idle = [...this.#entries]
      .filter(([, entry]) => !inUse.has(entry))
      .sort(([, a], [, b]) => a.lastUse - b.lastUse)
    for (const [key] of idle) {
      if (this.bytes <= this.#budgetBytes) return
      this.#entries.delete(key)
    }
  }

  #profiles(journey: Journey, { profiles }: Wanted): Promise<readonly ProfileColumn[]> {
    return Promise.all(
      profiles.map(async ({ dataset, field }) => {
        const name = `${dataset}.${field}`
        const key = keyOf(journey, name)
        const known = this.#profileTables.get(key)
        const loading =
          known ?? readSideField(this.#lake, journey, dataset, field, ownColumns.person)
        this.#profileTables.set(key, loading)
        return { name, table: (await loading).table }
      }),
    )
  }
}

interface ProfileColumn {
  readonly name: string
  /** By person code. */
  readonly table: Uint32Array | Float64Array
}

const keyOf = ({ connection }: Journey, name: string): string => `${connection}/${name}`

const widthOf = (journey: Journey, field: JourneyField): number =>
  isCoded(field) ? codeWidth(journey, field) : 8

function only({ events, columns }: EntryPart, names: readonly string[]): EntryPart {
  const picked = Object.fromEntries(names.map((name) => [name, columns[name]!]))
  return { events, people: null, columns: picked }
}

function partBytes({ people, columns }: EntryPart): number {
  const own = Object.values(columns).reduce((sum, column) => sum + bytesOf(column), 0)
  return people === null ? own : own + people.time.byteLength + people.persons * 8
}

async function readAll<T>(count: number, read: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const reader = async () => {
    while (next < count) {
      const index = next++
      results[index] = await read(index)
    }
  }
  await Promise.all(Array.from({ length: PARALLEL_READS }, reader))
  return results
}

/** Thrown when columns of one version do not belong together because rows were taken out meanwhile. */
export class StaleColumns extends Error {}

function blocksOf(
  entries: readonly (readonly EntryPart[])[],
  profiles: readonly ProfileColumn[],
): readonly Block[] {
  let personBase = 0
  return (entries[0] ?? []).map((part, bucket) => {
    const parts = entries.map((entry) => entry[bucket]!)
    if (parts.some(({ events }) => events !== part.events)) throw new StaleColumns()
    const columns: Columns = Object.assign({}, ...parts.map((each) => each.columns))
    const block = blockOf(part.people!, columns, personBase, profiles)
    personBase += block.persons
    return block
  })
}

function blockOf(
  people: People,
  columns: Columns,
  personBase: number,
  profiles: readonly ProfileColumn[],
): Block {
  const perPerson = profiles.map(({ name, table }) => [name, spread(table, people.personCode)])
  return { ...people, personBase, columns: { ...columns, ...Object.fromEntries(perPerson) } }
}

function spread(table: Uint32Array | Float64Array, personCode: Uint32Array): Column {
  if (table instanceof Uint32Array) {
    const data = sharedU32(personCode.length)
    for (let p = 0; p < data.length; p++) data[p] = table[personCode[p]!] ?? 0
    return { kind: 'codes', level: 'person', data }
  }
  const data = sharedF64(personCode.length)
  for (let p = 0; p < data.length; p++) data[p] = table[personCode[p]!] ?? Number.NaN
  return { kind: 'numbers', level: 'person', data }
}
