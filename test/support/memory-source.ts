import {
  type Block,
  type Codes,
  type Column,
  createEngine,
  cutBatches,
  type Engine,
  mergePartials,
  makeNumbersColumn,
} from '../../src/engine/index.ts'
import { Dictionary } from '../../src/model/dictionary.ts'
import type {
  JourneyField,
  JourneyFieldType,
  JourneySchema,
  LookupMap,
  SummarySchema,
  SummaryTable,
} from '../../src/model/journey.ts'
import { ownColumns } from '../../src/model/own-columns.ts'
import type { HostedJourney } from '../../src/hosts/hosted-journey.ts'
import { buildSummaryTable } from '../../src/hosts/summary-table.ts'
import type { SummaryRow } from '../../src/lake/journey/index.ts'
import { withHiddenPersons } from './hidden-persons.ts'
import { placeDatasetFields } from '../../src/lake/journey/schema.ts'

/** One event; values that are undefined, null or '' are no value. */
export interface MemoryEvent {
  readonly person: string
  /** UTC milliseconds. */
  readonly time: number
  readonly dataset?: string
  /** Its number within the dataset; 1 when left out. */
  readonly batch?: number
  /** By field path; an array of objects is a list with children, of scalars a list of scalars. */
  readonly fields: Readonly<Record<string, unknown>>
}

export interface MemoryOptions {
  /** Types of fields that the values alone do not tell; timestamps are given in UTC ms. */
  readonly types?: Readonly<Record<string, JourneyFieldType | 'date'>>
  /** Profile fields by person: `{ 'customers.tier': { ann: 'gold' } }`; arrays are lists, as in events. */
  readonly profiles?: Readonly<Record<string, JoinedRows>>
  /** Lookup fields: `{ 'catalog.brand': { from: 'sku', rows: { a1: 'Acme' } } }`; arrays are lists. */
  readonly lookups?: Readonly<Record<string, { from: string; rows: JoinedRows }>>
  /** Summary datasets; their fields are typed in `types` as `dataset.field`. */
  readonly summaries?: Readonly<
    Record<string, { granularity: 'hour' | 'day'; rows: readonly SummaryRow[] }>
  >
  /** Events per batch; small ones exercise the borders between batches. */
  readonly batchEvents?: number
  /** Whether items have codes from the last to the first; a lake gives them as imports bring them. */
  readonly reversedCodes?: boolean
  /** Codes of persons as they were given, of all who are in the events; in the order of events unless told. */
  readonly persons?: Dictionary
  /** How many runners share the batches. */
  readonly runners?: number
  readonly dataVersion?: string
}

type JoinedRows = Readonly<Record<string, string | number | readonly unknown[]>>

/** A journey source over events held in memory; the engine is the real one. */
export function createMemorySource(
  events: readonly MemoryEvent[],
  options: MemoryOptions = {},
): HostedJourney {
  const world = buildWorld(events, options)
  const cache = new Map<string, unknown>()
  return {
    schema: async () => world.schema,
    dictionary: async (path) => world.dictionaries.get(path) ?? Dictionary.of([]),
    lookup: async (path) => world.lookups.get(path)!,
    lookupList: async (list) => world.lookupLists.get(list)!,
    summary: async (dataset) => world.summaries.get(dataset)!.table,
    memo<T>(key: string, make: () => T): T {
      if (!cache.has(key)) cache.set(key, make())
      return cache.get(key) as T
    },
    async run(plan) {
      const { block } = world
      const runners = Array.from({ length: options.runners ?? 1 }, (_, i) =>
        engineAt(i).createRunner(plan),
      )
      const ranges = cutBatches([block], options.batchEvents)
      ranges.forEach((range, i) => {
        runners[i % runners.length]!.consume(block, range)
      })
      return {
        partials: mergePartials(
          plan,
          runners.map((runner) => runner.partial()),
        ),
        dataVersion: world.schema.dataVersion,
        scannedBatches: ranges.length,
        events: world.schema.events,
        persons: world.schema.persons,
      }
    },
  }
}

/** Engines are dear to make; a run uses them from beginning to end, so all sources share them. */
const engines: Engine[] = []

function engineAt(index: number): Engine {
  const engine = engines[index] ?? createEngine()
  engines[index] = engine
  return engine
}

interface World {
  readonly schema: JourneySchema
  readonly block: Block
  readonly dictionaries: Map<string, Dictionary>
  readonly lookups: Map<string, LookupMap>
  readonly lookupLists: Map<string, Uint32Array>
  readonly summaries: Map<string, { readonly schema: SummarySchema; readonly table: SummaryTable }>
}

interface Collected {
  readonly columns: Record<string, Column>
  readonly dictionaries: Map<string, Dictionary>
  readonly fields: JourneyField[]
  readonly lookups: Map<string, LookupMap>
  readonly lookupLists: Map<string, Uint32Array>
}

function buildWorld(events: readonly MemoryEvent[], options: MemoryOptions): World {
  const datasets = [...new Set(events.map((event) => event.dataset ?? 'events'))]
  const sorted = sortEvents(events, datasets)
  const people = [...new Set(sorted.map((event) => event.person))]
  const persons = options.persons ?? Dictionary.of(people)
  const out: Collected = {
    columns: {},
    dictionaries: new Map([[ownColumns.person, persons]]),
    fields: [],
    lookups: new Map(),
    lookupLists: new Map(),
  }
  const declared = Object.keys(options.types ?? {}).filter((path) => !path.includes('.'))
  const paths = new Set([...declared, ...events.flatMap((event) => Object.keys(event.fields))])
  for (const path of paths) addField(out, path, valuesOf(sorted, path), options)
  addProfiles(out, people, options)
  addLookups(out, options)
  const datasetCodes = sorted.map((event) => 1 + datasets.indexOf(event.dataset ?? 'events'))
  out.columns[ownColumns.dataset] = { kind: 'codes', data: Uint8Array.from(datasetCodes) }
  addBatches(out, sorted)
  const block = blockOf(sorted, people, persons, out.columns)
  const times = sorted.map((event) => event.time)
  const summaries = buildSummaries(options)
  const schema: JourneySchema = {
    dataVersion: options.dataVersion ?? 'memory',
    events: sorted.length,
    persons: people.length,
    firstTime: times.length > 0 ? Math.min(...times) : null,
    lastTime: times.length > 0 ? Math.max(...times) : null,
    fields: out.fields,
    datasets,
    summaries: [...summaries.values()].map((summary) => summary.schema),
  }
  const { dictionaries, lookups, lookupLists } = out
  return { schema, block: withHiddenPersons(block), dictionaries, lookups, lookupLists, summaries }
}

/** Batches are called as they are by the lake. */
function addBatches(out: Collected, events: readonly MemoryEvent[]): void {
  const names = events.map(({ dataset = 'events', batch = 1 }) => `${dataset}/${batch}`)
  out.columns[ownColumns.batch] = columnOf(out, ownColumns.batch, 'string', names)
}

function sortEvents(events: readonly MemoryEvent[], datasets: readonly string[]): MemoryEvent[] {
  const people = new Map<string, number>()
  for (const { person } of events) if (!people.has(person)) people.set(person, people.size)
  const position = (event: MemoryEvent) => datasets.indexOf(event.dataset ?? 'events')
  return events.toSorted(
    (a, b) =>
      people.get(a.person)! - people.get(b.person)! || a.time - b.time || position(a) - position(b),
  )
}

const valuesOf = (events: readonly MemoryEvent[], path: string): unknown[] =>
  events.map((event) => event.fields[path])

function blockOf(
  sorted: readonly MemoryEvent[],
  people: readonly string[],
  persons: Dictionary,
  columns: Record<string, Column>,
): Block {
  const personStart = new Uint32Array(people.length + 1)
  const ordinal = new Map(people.map((person, index) => [person, index]))
  for (const { person } of sorted) personStart[ordinal.get(person)! + 1]!++
  for (let p = 0; p < people.length; p++) personStart[p + 1]! += personStart[p]!
  return {
    events: sorted.length,
    persons: people.length,
    personBase: 0,
    personStart,
    personCode: Uint32Array.from(people, (person) => persons.find(person)),
    time: Float64Array.from(sorted, (event) => event.time),
    columns: new Map(Object.entries(columns)),
  }
}

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === ''

/** The type of a field as it is told, or as its values are; days are instants of their midnight in UTC. */
function tellType(
  { types }: Pick<MemoryOptions, 'types'>,
  path: string,
  values: readonly unknown[],
): { readonly type: JourneyFieldType; readonly isDate?: true } {
  const told = types?.[path] ?? typeOf(values)
  return told === 'date' ? { type: 'timestamp', isDate: true } : { type: told }
}

function addField(
  out: Collected,
  path: string,
  values: readonly unknown[],
  options: MemoryOptions,
  list?: string,
): void {
  if (values.some(Array.isArray)) return addList(out, path, values, options, list)
  const { type, ...isDate } = tellType(options, path, values)
  const column = list === path ? `${path}[]` : path
  out.fields.push({ path, type, ...isDate, column, ...(list === undefined ? {} : { list }) })
  const found = columnOf(out, path, type, values, options)
  const isFlat = list === undefined && found.kind === 'numbers'
  out.columns[column] = isFlat ? makeNumbersColumn(found.data) : found
}

function addList(
  out: Collected,
  path: string,
  values: readonly unknown[],
  options: MemoryOptions,
  parent?: string,
): void {
  const lists = values.map((value) => (Array.isArray(value) ? (value as unknown[]) : []))
  const offsets = new Uint32Array(lists.length + 1)
  lists.forEach((list, i) => {
    offsets[i + 1] = offsets[i]! + list.length
  })
  out.columns[path] = { kind: 'list', parent: parent ?? null, offsets }
  const elements = lists.flat()
  const objects = elements.filter((e): e is Record<string, unknown> => typeof e === 'object' && !!e)
  if (objects.length === 0) return addField(out, path, elements, options, path)
  for (const key of new Set(objects.flatMap((object) => Object.keys(object)))) {
    const children = elements.map((e) => (e as Record<string, unknown> | null)?.[key])
    addField(out, `${path}.${key}`, children, options, path)
  }
}

function typeOf(values: readonly unknown[]): JourneyFieldType {
  const known = values.filter((value) => !isBlank(value))
  if (known.length > 0 && known.every((value) => typeof value === 'number')) return 'number'
  if (known.length > 0 && known.every((value) => typeof value === 'boolean')) return 'boolean'
  return 'string'
}

function columnOf(
  out: Collected,
  path: string,
  type: JourneyFieldType,
  values: readonly unknown[],
  { reversedCodes = false }: MemoryOptions = {},
): Column {
  if (type === 'number' || type === 'timestamp') {
    const numbers = values.map((value) => (isBlank(value) ? Number.NaN : Number(value)))
    return { kind: 'numbers', data: Float64Array.from(numbers) }
  }
  const texts = values.map((value) => (isBlank(value) ? '' : String(value)))
  const items = type === 'boolean' ? ['false', 'true'] : [...new Set(texts)].filter(Boolean).sort()
  if (reversedCodes && type !== 'boolean') items.reverse()
  out.dictionaries.set(path, Dictionary.of(items))
  const codes = new Map(items.map((item, index) => [item, index + 1]))
  const data = texts.map((text) => codes.get(text) ?? 0)
  return { kind: 'codes', data: narrow(data, items.length) }
}

function narrow(codes: readonly number[], largest: number): Codes {
  if (largest < 256) return Uint8Array.from(codes)
  return largest < 65536 ? Uint16Array.from(codes) : Uint32Array.from(codes)
}

function addProfiles(out: Collected, people: readonly string[], options: MemoryOptions): void {
  for (const [path, rows] of Object.entries(options.profiles ?? {})) {
    const values = people.map((person) => rows[person])
    if (values.some(Array.isArray)) {
      const dataset = path.slice(0, path.indexOf('.'))
      addLookupList(out, path, [undefined, ...values], options, {
        dataset,
        from: ownColumns.person,
        lists: [],
      })
      continue
    }
    const { type, ...isDate } = tellType(options, path, values)
    const column = columnOf(out, path, type, values)
    out.fields.push({ path, type, ...isDate, column: path })
    out.columns[path] = { ...column, level: 'person' } as Column
  }
}

function addLookups(out: Collected, options: MemoryOptions): void {
  for (const [path, { from, rows }] of Object.entries(options.lookups ?? {})) {
    const keys = out.dictionaries.get(from) ?? numericKeys(options, from)
    out.dictionaries.set(from, keys)
    const values = Array.from({ length: keys.size }, (_, code) => rows[keys.value(code) ?? ''])
    const dataset = path.slice(0, path.indexOf('.'))
    if (values.some(Array.isArray)) {
      addLookupList(out, path, values, options, { dataset, from, lists: [] })
      continue
    }
    const list = out.fields.find((field) => field.path === from)?.list
    addLookupField(out, path, values, options, { dataset, from }, list)
  }
}

type Lookup = NonNullable<JourneyField['lookup']>

/** One value per code of what it hangs on, the first for none. */
function addLookupField(
  out: Collected,
  path: string,
  values: readonly unknown[],
  options: MemoryOptions,
  lookup: Lookup,
  list: string | undefined,
): void {
  const { type, ...isDate } = tellType(options, path, values)
  const place = list === undefined ? {} : { list }
  out.fields.push({ path, type, ...isDate, column: path, lookup, ...place })
  const column = columnOf(out, path, type, values)
  out.lookups.set(path, lookupMapOf(column, out.dictionaries.get(path)))
}

function addLookupList(
  out: Collected,
  path: string,
  values: readonly unknown[],
  options: MemoryOptions,
  around: Lookup & Required<Pick<Lookup, 'lists'>>,
): void {
  const arrays = values.map((value) => (Array.isArray(value) ? (value as unknown[]) : []))
  const offsets = new Uint32Array(arrays.length + 1)
  arrays.forEach((array, code) => {
    offsets[code + 1] = offsets[code]! + array.length
  })
  out.lookupLists.set(path, offsets)
  const lookup = { ...around, lists: [...around.lists, path] }
  const elements = [undefined, ...arrays.flat()]
  const isObject = (e: unknown): e is Record<string, unknown> => typeof e === 'object' && e !== null
  const names = new Set(elements.filter(isObject).flatMap((object) => Object.keys(object)))
  if (names.size === 0) addLookupField(out, path, elements, options, lookup, path)
  for (const name of names) {
    const inner = elements.map((e) => (isObject(e) ? e[name] : undefined))
    const own = `${path}.${name}`
    if (inner.some(Array.isArray)) addLookupList(out, own, inner, options, lookup)
    else addLookupField(out, own, inner, options, lookup, path)
  }
}

/** A number has no dictionary: the keys of the lookups that hang on it, ascending, stand for it. */
function numericKeys({ lookups = {} }: MemoryOptions, from: string): Dictionary {
  const own = Object.values(lookups).filter((lookup) => lookup.from === from)
  const keys = own.flatMap(({ rows }) => Object.keys(rows)).filter((k) => String(Number(k)) === k)
  return Dictionary.of([...new Set(keys)].toSorted((a, b) => Number(a) - Number(b)))
}

function buildSummaries({ summaries = {}, types = {} }: MemoryOptions): World['summaries'] {
  const entries = Object.entries(summaries).map(([dataset, { granularity, rows }]) => {
    const paths = [...new Set(rows.flatMap((row) => Object.keys(row.fields)))]
    const fields = paths.map((path) => ({
      path,
      ...tellType(
        { types },
        `${dataset}.${path}`,
        rows.map((row) => row.fields[path]),
      ),
    }))
    const table = buildSummaryTable(dataset, fields, rows)
    const [firstTime = null, lastTime = firstTime] = extent(table.time)
    const ownFields = placeDatasetFields(dataset, fields)
    const schema = { dataset, granularity, fields: ownFields, firstTime, lastTime }
    return [dataset, { schema, table }] as const
  })
  return new Map(entries)
}

const extent = (times: Float64Array): number[] =>
  times.length === 0
    ? []
    : [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))]

function lookupMapOf(column: Column, dictionary: Dictionary | undefined): LookupMap {
  if (column.kind === 'numbers') return { kind: 'numbers', table: column.data }
  if (column.kind !== 'codes') throw new Error(`a lookup has no ${column.kind}`)
  return { kind: 'codes', table: Uint32Array.from(column.data), dictionary: dictionary! }
}
