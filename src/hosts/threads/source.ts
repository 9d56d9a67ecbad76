import { createHash } from 'node:crypto'
import {
  type Block,
  listColumns,
  listCacheableVectors,
  mergePartials,
  type PartialResult,
  type Plan,
  type RunOptions,
  type RunResult,
  type LookupTable,
} from '../../engine/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import {
  listBatchNames,
  type Journey,
  buildJourneySchema,
  loadJourney,
  type ListPlace,
  type LookupPlace,
  findDictionary,
  findListPlaces,
  findLookupPlaces,
  readOtherDictionary,
  readJoinedField,
  readJoinedList,
  readSummary,
} from '../../lake/journey/index.ts'
import { Dictionary } from '../../model/dictionary.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { LookupMap, SummaryTable } from '../../model/journey.ts'
import { ownColumns } from '../../model/own-columns.ts'
import type { HostedJourney } from '../hosted-journey.ts'
import { buildSummaryTable } from '../summary-table.ts'
import { StaleColumns } from './assemble-blocks.ts'
import type { ColumnCache } from './column-cache.ts'
import { createDictionaries, type Dictionaries, dictionaryOf } from './dictionaries.ts'
import { listChangedPersons } from './list-changed.ts'
import { shareOut } from './pick-persons.ts'
import type { HostResult, ThreadHost } from './thread-host.ts'
import { rememberVersions, type Versions, versionOf } from './versions.ts'

/** How many results are kept per data version; the least recently used go first. */
const MOST_RESULTS = 200

export interface ThreadSourceOptions {
  readonly lake: LakeClient
  readonly host: ThreadHost
  readonly cache: ColumnCache
}

/** Opens the journey tables of connections for reports; one per process. */
export interface ThreadSources {
  /**
   * The connection's journey as it is published now. A request uses one source from its first
   * question to its last, so that all its codes belong together.
   * Errors: connection/not-built, connection/damaged.
   */
  open(connection: string): Promise<HostedJourney>
  /** A journey that is published nowhere, whose name is no connection's. */
  openDraft(journey: Journey): HostedJourney
  /** Its columns are needed no more. */
  forget(draft: Journey): void
}

export function createThreadSources(options: ThreadSourceOptions): ThreadSources {
  const hashPlan = planHasher()
  const dictionaries = createDictionaries(options.lake)
  const latest = new Map<string, HostedJourney & { readonly version: string }>()
  const versions = rememberVersions()
  return {
    async open(connection) {
      const journey = await loadJourney(options.lake, connection)
      if (journey === null) throw new ThroughlineError('connection/not-built', { id: connection })
      if (journey.isDamaged) throw new ThroughlineError('connection/damaged', { id: connection })
      const version = versionOf(journey)
      const known = latest.get(connection)
      if (known?.version === version) return known
      versions.note(journey)
      const shared = { hashPlan, dictionaries, versions }
      const source = { ...createSource(options, journey, shared), version }
      latest.set(connection, source)
      return source
    },
    openDraft: (journey) => createSource(options, journey, { hashPlan, dictionaries, versions }),
    forget: ({ connection }) => options.cache.forget(connection),
  }
}

/** What the versions of all journeys share. */
interface Shared {
  readonly hashPlan: (plan: Plan) => string
  readonly dictionaries: Dictionaries
  readonly versions: Versions
}

function createSource(
  options: ThreadSourceOptions,
  journey: Journey,
  { hashPlan, dictionaries, versions }: Shared,
): HostedJourney {
  const { lake } = options
  const schema = buildJourneySchema(journey, { ...journey, dataVersion: versionOf(journey) })
  const places = findLookupPlaces(journey)
  const lists = findListPlaces(journey)
  const memo = memory()
  const results = new Map<string, RunResult>()
  return {
    memo,
    schema: async () => schema,
    dictionary: (path) =>
      memo(`dictionary ${path}`, () => loadDictionary(lake, dictionaries, journey, path)),
    lookup: (path) => memo(`lookup ${path}`, () => loadLookup(lake, journey, places.get(path)!)),
    lookupList: (list) =>
      memo(`lookup list ${list}`, () => loadLookupList(lake, journey, lists.get(list)!)),
    summary: (dataset) => loadSummary(lake, journey, dataset),
    async listChanged(dataVersion, columns) {
      const before = versions.find(journey.connection, dataVersion)
      return before ? listChangedPersons(lake, before, journey, columns) : null
    },
    async run(plan, runOptions = {}) {
      if (runOptions.persons) return runPlan(options, journey, plan, runOptions)
      const key = hashPlan(plan)
      const known = runOptions.fresh ? undefined : results.get(key)
      const result = known ?? (await runPlan(options, journey, plan, runOptions))
      if (!runOptions.isOnce) remember(results, key, result)
      return result
    },
  }
}

function memory(): HostedJourney['memo'] {
  const made = new Map<string, unknown>()
  return <T>(key: string, make: () => T): T => {
    if (!made.has(key)) {
      const value = make()
      made.set(key, value)
      if (value instanceof Promise) value.catch(() => made.delete(key))
    }
    return made.get(key) as T
  }
}

function remember(results: Map<string, RunResult>, key: string, result: RunResult): void {
  results.delete(key)
  results.set(key, result)
  const [oldest] = results.keys()
  if (results.size > MOST_RESULTS && oldest !== undefined) results.delete(oldest)
}

async function loadDictionary(
  lake: LakeClient,
  dictionaries: Dictionaries,
  journey: Journey,
  path: string,
): Promise<Dictionary> {
  if (path === ownColumns.dataset)
    return Dictionary.of(journey.datasets.map(({ dataset }) => dataset))
  if (path === ownColumns.batch) return Dictionary.of(listBatchNames(journey))
  if (path === ownColumns.namespace) return Dictionary.of(journey.namespaces ?? [])
  const own = findDictionary(journey, path)
  if (own !== undefined) return dictionaries.read(journey, own)
  return dictionaryOf(await readOtherDictionary(lake, journey, path))
}

async function loadLookup(
  lake: LakeClient,
  journey: Journey,
  { dataset, field, match }: LookupPlace,
): Promise<LookupMap> {
  const joined = await readJoinedField(lake, journey, dataset, field.path, match)
  if (joined.kind === 'numbers') return joined
  return { ...joined, dictionary: dictionaryOf(joined.dictionary) }
}

const loadLookupList = (
  lake: LakeClient,
  journey: Journey,
  { dataset, list, match }: ListPlace,
): Promise<Uint32Array> => readJoinedList(lake, journey, dataset, list, match)

async function loadSummary(
  lake: LakeClient,
  journey: Journey,
  dataset: string,
): Promise<SummaryTable> {
  const { fields } = journey.summaries.find((summary) => summary.dataset === dataset)!
  return buildSummaryTable(dataset, fields, await readSummary(lake, journey, dataset))
}

/** A function that gives equal texts for equal plans. No plan changes a table, so each is hashed once. */
function planHasher(): (plan: Plan) => string {
  const known = new WeakMap<LookupTable, string>()
  const hashTable = (table: LookupTable): string => {
    const bytes = new Uint8Array(table.buffer, table.byteOffset, table.byteLength)
    const hash = known.get(table) ?? sha256(bytes)
    known.set(table, hash)
    return hash
  }
  return ({ nodes, aggregations, tables }) =>
    sha256(JSON.stringify([nodes, aggregations, tables.map(hashTable)]))
}

const sha256 = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('base64')

async function runPlan(
  options: ThreadSourceOptions,
  journey: Journey,
  plan: Plan,
  runOptions: RunOptions,
): Promise<RunResult> {
  const columns = listColumns(plan)
  const isInMemory = await options.cache.fits(journey, columns)
  const run = isInMemory ? runInMemory : runByBucket
  const { persons } = runOptions
  const { partials, batches } =
    persons === undefined
      ? await run(options, journey, plan, columns, runOptions)
      : await runSome(options, journey, plan, columns, { ...runOptions, persons, isInMemory })
  return {
    partials,
    dataVersion: versionOf(journey),
    scannedBatches: batches,
    events: journey.events,
    persons: journey.persons,
  }
}

async function runInMemory(
  { cache, host }: ThreadSourceOptions,
  journey: Journey,
  plan: Plan,
  columns: readonly string[],
  options: RunOptions,
): Promise<HostResult> {
  const shapes = listCacheableVectors(plan)
  const holds = (blocks: readonly Block[]) => cache.holds(blocks)
  return untilFresh(cache, journey, async () => {
    const { blocks, release } = await cache.lease(journey, columns, shapes)
    return host.run(plan, blocks, { ...options, holds, onIdle: release })
  })
}

/** Once more, on columns that are read anew, where they did not belong together. */
async function untilFresh<T>(
  cache: ColumnCache,
  { connection }: Journey,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof StaleColumns)) throw error
    cache.forget(connection)
    return run()
  }
}

interface SomePersons extends RunOptions {
  readonly persons: Uint32Array
  readonly isInMemory: boolean
}

async function runSome(
  { cache, host }: ThreadSourceOptions,
  journey: Journey,
  plan: Plan,
  columns: readonly string[],
  { persons, isInMemory, ...options }: SomePersons,
): Promise<HostResult> {
  const blocks = isInMemory
    ? await untilFresh(cache, journey, () => cache.pick(journey, columns, persons))
    : await readSome(cache, journey, columns, persons)
  return host.run(plan, blocks, options)
}

async function readSome(
  cache: ColumnCache,
  journey: Journey,
  columns: readonly string[],
  all: Uint32Array,
): Promise<readonly Block[]> {
  const blocks: Block[] = []
  let personBase = 0
  for (const [bucket, persons] of shareOut(all, journey.buckets).entries()) {
    if (persons.length === 0) continue
    const block = await cache.bucket(journey, bucket, columns, { persons })
    blocks.push({ ...block, personBase })
    personBase += block.persons
  }
  return blocks
}

/** One bucket after the other, the next being read while one is worked on. */
async function runByBucket(
  { cache, host }: ThreadSourceOptions,
  journey: Journey,
  plan: Plan,
  columns: readonly string[],
  { signal, onProgress }: RunOptions,
): Promise<HostResult> {
  const found: (readonly PartialResult[])[] = []
  let personBase = 0
  let batches = 0
  let reading = cache.bucket(journey, 0, columns)
  for (let bucket = 0; bucket < journey.buckets; bucket++) {
    const block = await reading
    if (bucket + 1 < journey.buckets) reading = cache.bucket(journey, bucket + 1, columns)
    reading.catch(() => undefined)
    const done = await host.run(plan, [{ ...block, personBase }], signal ? { signal } : {})
    found.push(done.partials)
    personBase += block.persons
    batches += done.batches
    onProgress?.((bucket + 1) / journey.buckets)
  }
  return { partials: mergePartials(plan, found), batches }
}
