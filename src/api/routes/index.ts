import type { Resource } from '../endpoint.ts'
import { alertResource } from './alerts.ts'
import { audienceResource } from './audiences.ts'
import { auditResource } from './audit.ts'
import { backupResource } from './backups.ts'
import { checkResource } from './check.ts'
import { connectionResource } from './connections.ts'
import { dataViewResource } from './data-views.ts'
import { datasetResource } from './datasets.ts'
import { definitionResource } from './definitions.ts'
import { demoResource } from './demo.ts'
import { derivedFieldTemplateResource } from './derived-field-templates.ts'
import { destinationResource } from './destinations.ts'
import { identityResource } from './identity.ts'
import { importResource } from './imports.ts'
import { liftResource } from './lift.ts'
import { policyResource } from './policies.ts'
import { previewResource } from './previews.ts'
import { profileResource } from './profiles.ts'
import { projectVersionResource } from './project-versions.ts'
import { projectResource } from './projects.ts'
import { referenceResource } from './reference.ts'
import { reportResource } from './reports.ts'
import { scheduleResource } from './schedules.ts'
import { sessionResource } from './session.ts'
import { shareResource } from './shares.ts'
import { sourceResource } from './sources.ts'
import { statusResource } from './status.ts'

/** Every resource below /api/v1, in the order of the reference. */
export const resources: readonly Resource[] = [
  definitionResource,
  datasetResource,
  importResource,
  sourceResource,
  identityResource,
  connectionResource,
  profileResource,
  liftResource,
  dataViewResource,
  derivedFieldTemplateResource,
  reportResource,
  projectResource,
  projectVersionResource,
  shareResource,
  audienceResource,
  destinationResource,
  alertResource,
  scheduleResource,
  policyResource,
  previewResource,
  referenceResource,
  statusResource,
  sessionResource,
  checkResource,
  auditResource,
  backupResource,
  demoResource,
]
