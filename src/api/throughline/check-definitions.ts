import type { JourneySource } from '../../engine/index.ts'
import type {
  CalculatedMetric,
  Connection,
  DataView,
  Definition,
  Segment,
} from '../../model/definitions/index.ts'
import { joinPath, ThroughlineError } from '../../model/errors.ts'
import { parseRequest } from '../../model/requests/index.ts'
import { compileDimension } from '../../query/components/dimension.ts'
import { compileMetric } from '../../query/components/metric.ts'
import { type ReportContext, explainReport } from '../../query/run-reports.ts'
import { compileSegment } from '../../query/segments/compile.ts'
import { startCompilation, wholePeriod } from '../../query/start-compilation.ts'
import type { Compilation } from '../../query/compilation.ts'
import { compileDerivedField } from '../../query/derived-fields/compile.ts'
import type { Catalog } from './catalog.ts'
import { checkConnection } from './check-connection.ts'
import { hollowSource } from './hollow-source.ts'
import type { KnownFields } from './known-fields.ts'

/** A definition on its way in; `path` is where it stands among those that come with it. */
export interface Arriving {
  readonly definition: Definition
  readonly path: string
}

/** The definitions as they will be, and the fields of the datasets. */
export interface World {
  readonly catalog: Catalog
  readonly known: KnownFields
}

/**
 * Checks what arriving definitions mean, by compiling them against the fields of their connection.
 * `world` already holds them. Nothing is checked where the fields are not known yet.
 * Errors: what compiling throws, with paths into the definition.
 */
export async function checkDefinitions(world: World, arriving: readonly Arriving[]): Promise<void> {
  for (const { definition, path } of arriving) {
    await withPath(path, () => check(world, definition))
  }
}

async function check(world: World, definition: Definition): Promise<void> {
  switch (definition.kind) {
    case 'connection':
      return checkConnection(world.catalog, world.known, definition)
    case 'data-view':
      return checkDataView(world, definition)
    case 'segment':
      return checkSegment(world, definition)
    case 'calculated-metric':
      return checkCalculatedMetric(world, definition)
    default:
      return undefined
  }
}

async function checkDataView(world: World, dataView: DataView): Promise<void> {
  const c = await compilationOf(world, dataView)
  if (c === undefined) return
  const period = wholePeriod(c)
  for (const field of c.view.derivedFields) await compileDerivedField(c, field)
  for (const [index, { id }] of [...c.view.dimensions.values()].entries()) {
    const path = joinPath('', ['dimensions', index])
    await withComponentPath(path, () => compileDimension(c, id, period))
  }
  for (const [index, { id }] of [...c.view.metrics.values()].entries()) {
    const path = joinPath('', ['metrics', index])
    await withComponentPath(path, () => compileMetric(c, id, period))
  }
  for (const [index, ref] of [dataView.segment ?? []].flat().entries()) {
    const path = Array.isArray(dataView.segment) ? `segment[${index}]` : 'segment'
    await compileSegment(c, ref, period, path)
  }
}

async function checkSegment(world: World, segment: Segment): Promise<void> {
  const c = await compilationIn(world, segment.dataView)
  if (c) await compileSegment(c, segment.definition, wholePeriod(c), 'definition')
}

/** A calculated metric is tried as the only column of a table. */
async function checkCalculatedMetric(world: World, metric: CalculatedMetric): Promise<void> {
  const context = contextIn(world, metric.dataView)
  if (context === undefined) return
  const request = parseRequest({
    kind: 'freeform',
    dataView: context.dataView.id,
    dateRange: { start: '2020-01-01', end: '2020-01-02' },
    rows: { dimension: 'day' },
    columns: [{ formula: metric.formula }],
  })
  try {
    await explainReport(context, request)
  } catch (error) {
    if (!(error instanceof ThroughlineError)) throw error
    const inColumn = error.path.replace(/^columns\[0\]\.?/, '')
    const path = inColumn.startsWith('formula')
      ? inColumn
      : joinPath('', placeIn(metric.formula, error.params['id']) ?? ['formula'])
    throw atPath(error, path)
  }
}

/** Where a formula names a metric or segment. */
function placeIn(
  value: unknown,
  name: unknown,
  path: readonly PropertyKey[] = ['formula'],
): readonly PropertyKey[] | undefined {
  if (value === name) return path
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(key) : key
    const found = placeIn(inner, name, [...path, step])
    if (found) return found
  }
  return undefined
}

async function compilationIn(
  world: World,
  dataView: string | undefined,
): Promise<Compilation | undefined> {
  const found = dataView === undefined ? undefined : world.catalog.find('data-view', dataView)
  return found && compilationOf(world, found)
}

async function compilationOf(world: World, dataView: DataView): Promise<Compilation | undefined> {
  const source = sourceOf(world, dataView)
  return source && startCompilation(source, dataView, world.catalog.definitions, Date.now())
}

function contextIn(world: World, id: string | undefined): ReportContext | undefined {
  const dataView = id === undefined ? undefined : world.catalog.find('data-view', id)
  const source = dataView && sourceOf(world, dataView)
  return source && { source, dataView, definitions: world.catalog.definitions, now: Date.now() }
}

function sourceOf({ catalog, known }: World, dataView: DataView): JourneySource | undefined {
  const connection: Connection | undefined = catalog.find('connection', dataView.connection)
  return connection && hollowSource(catalog, known, connection)
}

/** An unknown field without a place is that of the component. */
function withComponentPath<T>(path: string, work: () => Promise<T>): Promise<T> {
  return withPath(path, work, (error) => error.path || (isAboutField(error) ? 'field' : ''))
}

const isAboutField = ({ code }: ThroughlineError): boolean => code === 'definition/unknown-field'

async function withPath<T>(
  prefix: string,
  work: () => Promise<T> | T,
  inner: (error: ThroughlineError) => string = (error) => error.path,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ThroughlineError)) throw error
    const path = inner(error)
    const isWhole = !prefix.startsWith('[') && /^(derivedFields|dimensions|metrics)\[/.test(path)
    throw atPath(error, (isWhole ? [path] : [prefix, path]).filter(Boolean).join('.'))
  }
}

function atPath({ code, params }: ThroughlineError, path: string): ThroughlineError {
  return new ThroughlineError(code, params, path)
}
