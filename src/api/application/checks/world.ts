import type { KnownDatasets } from '../../../lake/journey/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Connection, DataView } from '../../../model/definitions/index.ts'
import type { JourneySchema } from '../../../model/journey.ts'
import type { Compilation } from '../../../query/compilation/compilation.ts'
import { createEmptySource } from '../../../query/compilation/empty-source.ts'
import type { JourneySource } from '../../../query/compilation/journey-source.ts'
import { startCompilation } from '../../../query/components/start-compilation.ts'
import type { ReportContext } from '../../../query/run-reports.ts'
import type { Catalog } from '../catalog.ts'
import { listAudiences } from '../memberships/with-memberships.ts'
import { buildSchemaWithoutEvents } from '../schema-without-events.ts'

/** The definitions as they will be, and the fields of the datasets. */
export interface World {
  readonly catalog: Catalog
  readonly known: KnownDatasets
}

/** Of a data view without events; undefined where its fields are not known yet. */
export async function compilationIn(
  world: World,
  dataView: string | undefined,
): Promise<Compilation | undefined> {
  const found = dataView === undefined ? undefined : world.catalog.find('data-view', dataView)
  return found && compilationOf(world, found)
}

/** The same of one that is at hand. */
export async function compilationOf(
  world: World,
  dataView: DataView,
): Promise<Compilation | undefined> {
  const source = sourceOf(world, dataView)
  return source && startCompilation(source, dataView, world.catalog.definitions, Date.now())
}

/** What requests are compiled on in a data view without events; undefined where its fields are not known yet. */
export function contextIn(world: World, id: string | undefined): ReportContext | undefined {
  const dataView = id === undefined ? undefined : world.catalog.find('data-view', id)
  const source = dataView && sourceOf(world, dataView)
  return source && { source, dataView, definitions: world.catalog.definitions, now: Date.now() }
}

function sourceOf({ catalog, known }: World, dataView: DataView): JourneySource | undefined {
  const connection = catalog.find('connection', dataView.connection)
  if (connection === undefined) return undefined
  const schema = schemaOf(connection, known)
  const audiences = listAudiences(catalog, connection.id)
  return schema && createEmptySource({ ...schema, audiences })
}

/** What is wrong with a connection has no place in what is built on it. */
function schemaOf(connection: Connection, known: KnownDatasets): JourneySchema | undefined {
  try {
    return buildSchemaWithoutEvents(connection, known)
  } catch (error) {
    throw error instanceof ThroughlineError ? error.at([]) : error
  }
}
