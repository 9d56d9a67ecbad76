import { createEngine } from '../../engine/index.ts'
import type { Connection } from '../../model/definitions/index.ts'
import { Dictionary } from '../../model/dictionary.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type {
  JourneyField,
  JourneyFieldType,
  JourneySchema,
  SummarySchema,
} from '../../model/journey.ts'
import type { FlatField } from '../../model/schema.ts'
import type { JourneySource } from '../../query/compilation/journey-source.ts'
import type { Catalog } from './catalog.ts'
import type { KnownFields } from './known-fields.ts'

/**
 * A journey source with a connection's fields and no events: what definitions are checked against,
 * whether or not data has arrived. Undefined while a dataset's fields are not known yet.
 * Errors: connection/field-conflict.
 */
export function hollowSource(
  catalog: Catalog,
  known: KnownFields,
  connection: Connection,
): JourneySource | undefined {
  const fields = fieldsOf(catalog, known, connection)
  if (fields === undefined) return undefined
  const datasets = connection.datasets.map(({ dataset }) => dataset)
  const schema: JourneySchema = {
    dataVersion: 'hollow',
    events: 0,
    persons: 0,
    firstTime: null,
    lastTime: null,
    fields,
    datasets,
    summaries: summariesOf(catalog, known, connection),
  }
  const memory = new Map<string, unknown>()
  return {
    schema: async () => schema,
    dictionary: async (path) => Dictionary.of(isBoolean(fields, path) ? ['false', 'true'] : []),
    lookup: async (path) => hollowLookup(fields, path),
    summary: async () => ({ time: new Float64Array(), columns: {}, dictionaries: new Map() }),
    async run(plan) {
      const partials = createEngine().createRunner(plan).partial()
      return { partials, dataVersion: 'hollow', scannedBatches: 0, events: 0, persons: 0 }
    },
    memo<T>(key: string, make: () => T): T {
      if (!memory.has(key)) memory.set(key, make())
      return memory.get(key) as T
    },
  }
}

const isBoolean = (fields: readonly JourneyField[], path: string): boolean =>
  fields.some((field) => field.path === path && field.type === 'boolean')

function hollowLookup(fields: readonly JourneyField[], path: string) {
  const type = fields.find((field) => field.path === path)?.type
  const isNumber = type === 'number' || type === 'timestamp'
  if (isNumber) return { kind: 'numbers', table: new Float64Array(1) } as const
  return { kind: 'codes', table: new Uint32Array(1), dictionary: Dictionary.of([]) } as const
}

function fieldsOf(
  catalog: Catalog,
  known: KnownFields,
  connection: Connection,
): JourneyField[] | undefined {
  const events = new Map<string, { readonly field: JourneyField; readonly dataset: string }>()
  const sides: JourneyField[] = []
  for (const entry of connection.datasets) {
    const definition = catalog.find('dataset', entry.dataset)
    const flat = known.get(entry.dataset)
    if (definition === undefined || flat === undefined) return undefined
    if (definition.type === 'event') addEventFields(events, definition.id, flat)
    if (definition.type === 'profile') sides.push(...flat.map((f) => ownField(entry.dataset, f)))
    if (definition.type === 'lookup') sides.push(...lookupFields(catalog, entry, flat))
  }
  return [...[...events.values()].map(({ field }) => field), ...sides]
}

function summariesOf(
  catalog: Catalog,
  known: KnownFields,
  { datasets }: Connection,
): SummarySchema[] {
  return datasets.flatMap(({ dataset, granularity = 'day' }) => {
    if (catalog.find('dataset', dataset)?.type !== 'summary') return []
    const scalars = (known.get(dataset) ?? []).filter(({ lists }) => lists.length === 0)
    const fields = scalars.map((field) => ownField(dataset, field))
    return [{ dataset, granularity, fields, firstTime: null, lastTime: null }]
  })
}

function addEventFields(
  known: Map<string, { readonly field: JourneyField; readonly dataset: string }>,
  dataset: string,
  flat: readonly FlatField[],
): void {
  for (const each of flat) {
    const field = eventField(each)
    const before = known.get(field.path)
    if (before && before.field.type !== field.type) {
      throw new ThroughlineError('connection/field-conflict', {
        field: field.path,
        first: before.dataset,
        firstType: before.field.type,
        second: dataset,
        secondType: field.type,
      })
    }
    if (!before) known.set(field.path, { field, dataset })
  }
}

function eventField({ path, type, lists }: FlatField): JourneyField {
  const list = lists.at(-1)
  const column = list === path ? `${path}[]` : path
  return { path, type: typeOf(type), column, ...(list === undefined ? {} : { list }) }
}

function ownField(dataset: string, { path, type }: FlatField): JourneyField {
  return { path: `${dataset}.${path}`, type: typeOf(type), column: `${dataset}.${path}` }
}

function lookupFields(
  catalog: Catalog,
  { dataset, matches }: Connection['datasets'][number],
  flat: readonly FlatField[],
): JourneyField[] {
  return (matches ?? []).slice(0, 1).flatMap((match) => {
    const from = matchPath(catalog, match)
    return flat.map(({ path, type }) => {
      const full = `${dataset}.${path}`
      return { path: full, type: typeOf(type), column: full, lookup: { dataset, from } }
    })
  })
}

/** `web.products.sku` is the events' `products.sku`; fields of other datasets keep their prefix. */
function matchPath(catalog: Catalog, match: string): string {
  const dot = match.indexOf('.')
  const isEvent = catalog.find('dataset', match.slice(0, dot))?.type === 'event'
  return isEvent ? match.slice(dot + 1) : match
}

const typeOf = (type: FlatField['type']): JourneyFieldType => (type === 'date' ? 'timestamp' : type)
