import { ownColumns } from '../../model/own-columns.ts'
import type { StoredField } from './journey.ts'

/** The namespace of an event's person in a journey with stitched datasets, read like a field. */
export const namespaceField: StoredField = {
  path: ownColumns.namespace,
  type: 'string',
  lists: [],
  id: -2,
  storage: '_namespace',
}
