import type { Path } from '../../../model/path.ts'
import type { KnownDatasets } from '../../../lake/journey/index.ts'
import type { Connection, Dataset } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Catalog } from '../catalog.ts'
import { buildSchemaWithoutEvents } from '../schema-without-events.ts'

type Entry = Connection['datasets'][number]

/**
 * Checks each dataset's part in the connection: the settings that its type needs, and that the
 * fields exist. semantics §1.2 Errors: connection/missing-setting, definition/unknown-field,
 * connection/field-conflict.
 */
export function checkConnection(
  catalog: Catalog,
  known: KnownDatasets,
  connection: Connection,
): void {
  for (const [index, entry] of connection.datasets.entries()) {
    const dataset = catalog.find('dataset', entry.dataset)
    const path = ['datasets', index]
    if (dataset) checkEntry(dataset, known, entry, path)
    for (const [m, match] of (entry.matches ?? []).entries()) {
      checkMatch(connection, known, match, [...path, 'matches', m])
    }
  }
  buildSchemaWithoutEvents(connection, known)
}

const needed = {
  event: 'personId',
  profile: 'personId',
  lookup: 'key',
  summary: 'granularity',
} as const

function checkEntry(dataset: Dataset, known: KnownDatasets, entry: Entry, path: Path): void {
  const setting = needed[dataset.type]
  if (entry[setting] === undefined) {
    const params = { setting, dataset: dataset.id }
    throw new ThroughlineError('connection/missing-setting', params, path)
  }
  if (entry.granularity !== undefined && dataset.type !== 'summary') {
    const reason = `only summary datasets have a granularity, and ${dataset.id} is of type ${dataset.type}`
    throw new ThroughlineError('definition/invalid', { reason }, [...path, 'granularity'])
  }
  const fields = known.get(dataset.id)?.leaves.map((field) => field.path)
  if (fields === undefined) return
  checkField(fields, entry.personId, [...path, 'personId'])
  checkField(fields, entry.key, [...path, 'key'])
  checkField(fields, entry.stitch?.persistentId, [...path, 'stitch', 'persistentId'])
}

function checkField(fields: readonly string[], field: string | undefined, path: Path): void {
  if (field === undefined || fields.includes(field)) return
  throw new ThroughlineError('definition/unknown-field', { field, allowed: fields }, path)
}

/** `DATASET.FIELD` of a dataset of the connection. */
function checkMatch(
  { datasets }: Connection,
  known: KnownDatasets,
  match: string,
  path: Path,
): void {
  const dot = match.indexOf('.')
  const dataset = match.slice(0, Math.max(0, dot))
  if (!datasets.some((entry) => entry.dataset === dataset)) {
    const allowed = datasets.map((entry) => entry.dataset)
    throw new ThroughlineError('dataset/unknown', { id: dataset, allowed }, path)
  }
  const fields = known.get(dataset)?.leaves.map((field) => field.path)
  if (fields !== undefined) checkField(fields, match.slice(dot + 1), path)
}
