import { z } from 'zod'
import { about, fieldPath, id } from '../ids.ts'
import { assume } from '../import-options.ts'
import { datasetFields } from '../schema.ts'
import { timeZone } from '../time-zone.ts'
import type { Reference } from './reference.ts'

export const datasetTypes = ['event', 'profile', 'lookup', 'summary'] as const

/** Rows of one kind. Fields and timestamp are inferred from the data when left out. semantics §1.2 */
export const dataset = z.strictObject({
  kind: z.literal('dataset'),
  id,
  ...about,
  type: z.enum(datasetTypes),
  timestamp: fieldPath.optional(),
  timeZone: timeZone.default('UTC').meta({ description: 'of instants without offset' }),
  rowId: fieldPath
    .optional()
    .meta({ description: 'a row whose id is known already is not added again' }),
  assume,
  fields: datasetFields.optional(),
  labels: z
    .record(fieldPath, z.array(z.string()))
    .optional()
    .meta({ description: 'usage labels of fields: identity, …' }),
})

export type Dataset = z.infer<typeof dataset>
export type DatasetType = Dataset['type']

export const datasetReferences = (_: Dataset): readonly Reference[] => []
