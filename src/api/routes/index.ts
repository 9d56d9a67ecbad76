import type { Resource } from '../endpoint.ts'
import { connections } from './connections.ts'
import { dataViews } from './data-views.ts'
import { datasets } from './datasets.ts'
import { definitions } from './definitions.ts'
import { demo } from './demo.ts'
import { derivedFieldTemplateResource } from './derived-field-templates.ts'
import { imports } from './imports.ts'
import { previews } from './previews.ts'
import { referenceResource } from './reference.ts'
import { reports } from './reports.ts'
import { status } from './status.ts'

/** Every resource below /api/v1, in the order of the reference. */
export const resources: readonly Resource[] = [
  definitions,
  datasets,
  imports,
  connections,
  dataViews,
  derivedFieldTemplateResource,
  reports,
  previews,
  referenceResource,
  status,
  demo,
]
