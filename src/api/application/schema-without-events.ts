import {
  listJourneyFields,
  buildJourneySchema,
  type KnownDatasets,
} from '../../lake/journey/index.ts'
import type { Connection } from '../../model/definitions/index.ts'
import type { JourneySchema } from '../../model/journey.ts'

/**
 * What reports could know of a connection before its first event; undefined while the fields of one of
 * its datasets are not known yet.
 * Errors: connection/missing-setting, definition/unknown-field, connection/field-conflict.
 */
export function buildSchemaWithoutEvents(
  connection: Connection,
  known: KnownDatasets,
): JourneySchema | undefined {
  if (!connection.datasets.every(({ dataset }) => known.has(dataset))) return undefined
  return buildJourneySchema(listJourneyFields(connection, known), {
    dataVersion: 'none',
    events: 0,
    persons: 0,
    firstTime: null,
    lastTime: null,
  })
}
