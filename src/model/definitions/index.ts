import type { Path } from '../path.ts'
import { z } from 'zod'
import { parseAs, ThroughlineError } from '../errors.ts'
import type { FormulaReader } from '../formula.ts'
import { type Alert, alert, alertReferences } from './alert.ts'
import { type Annotation, annotation, annotationReferences } from './annotation.ts'
import { type Audience, audience, audienceReferences } from './audience.ts'
import {
  type CalculatedMetric,
  calculatedMetric,
  calculatedMetricReferences,
} from './calculated-metric.ts'
import { type Connection, connection, connectionReferences } from './connection.ts'
import { type DataView, dataView, dataViewReferences } from './data-view.ts'
import { type Dataset, dataset, datasetReferences } from './dataset.ts'
import { type DateRange, dateRange, dateRangeReferences } from './date-range.ts'
import { type Destination, destination, destinationReferences } from './destination.ts'
import { type IdentitySpace, identitySpace, identitySpaceReferences } from './identity-space.ts'
import { type Policy, policy, policyReferences } from './policy.ts'
import { type Project, project, projectReferences } from './project.ts'
import { type DefinitionKind, definitionKindNames } from './kind.ts'
import type { Reference } from './reference.ts'
import { type Schedule, schedule, scheduleReferences } from './schedule.ts'
import { type Segment, segment, segmentReferences } from './segment.ts'
import {
  type SharedComponent,
  sharedComponent,
  sharedComponentReferences,
} from './shared-component.ts'
import { type Source, source, sourceReferences } from './source.ts'

/** Every kind of definition in the order a user meets them. */
export const definitionKinds = {
  dataset: { label: 'Dataset', plural: 'Datasets', schema: dataset, references: datasetReferences },
  'identity-space': {
    label: 'Identity space',
    plural: 'Identity spaces',
    schema: identitySpace,
    references: identitySpaceReferences,
  },
  source: { label: 'Source', plural: 'Sources', schema: source, references: sourceReferences },
  connection: {
    label: 'Connection',
    plural: 'Connections',
    schema: connection,
    references: connectionReferences,
  },
  'shared-component': {
    label: 'Shared component',
    plural: 'Shared components',
    schema: sharedComponent,
    references: sharedComponentReferences,
  },
  'data-view': {
    label: 'Data view',
    plural: 'Data views',
    schema: dataView,
    references: dataViewReferences,
  },
  segment: { label: 'Segment', plural: 'Segments', schema: segment, references: segmentReferences },
  'calculated-metric': {
    label: 'Calculated metric',
    plural: 'Calculated metrics',
    schema: calculatedMetric,
    references: calculatedMetricReferences,
  },
  'date-range': {
    label: 'Date range',
    plural: 'Date ranges',
    schema: dateRange,
    references: dateRangeReferences,
  },
  annotation: {
    label: 'Annotation',
    plural: 'Annotations',
    schema: annotation,
    references: annotationReferences,
  },
  project: { label: 'Project', plural: 'Projects', schema: project, references: projectReferences },
  audience: {
    label: 'Audience',
    plural: 'Audiences',
    schema: audience,
    references: audienceReferences,
  },
  destination: {
    label: 'Destination',
    plural: 'Destinations',
    schema: destination,
    references: destinationReferences,
  },
  alert: { label: 'Alert', plural: 'Alerts', schema: alert, references: alertReferences },
  schedule: {
    label: 'Schedule',
    plural: 'Schedules',
    schema: schedule,
    references: scheduleReferences,
  },
  policy: { label: 'Policy', plural: 'Policies', schema: policy, references: policyReferences },
} as const satisfies Record<
  DefinitionKind,
  { label: string; plural: string; schema: z.ZodType; references: unknown }
>

/** `DefinitionOf<'data-view'>` is a data view with its defaults filled in. */
export type DefinitionOf<K extends DefinitionKind> = z.output<(typeof definitionKinds)[K]['schema']>

/** As it is written, defaults left out. */
export type DefinitionInput = z.input<(typeof definitionKinds)[DefinitionKind]['schema']>

export type Definition =
  | Dataset
  | IdentitySpace
  | Source
  | Connection
  | SharedComponent
  | DataView
  | Segment
  | CalculatedMetric
  | DateRange
  | Annotation
  | Project
  | Audience
  | Destination
  | Alert
  | Schedule
  | Policy

export { type DefinitionKind, definitionKindNames } from './kind.ts'

export const isDefinitionKind = (kind: unknown): kind is DefinitionKind =>
  typeof kind === 'string' && Object.hasOwn(definitionKinds, kind)

const kindAndId = z.looseObject({ kind: z.unknown().optional() })

/**
 * A definition checked by its kind's schema, defaults filled in.
 * Errors: definition/unknown-kind, definition/invalid, with the path behind `prefix`.
 */
export const parseDefinition = (value: unknown, prefix: Path = []): Definition => {
  const { kind } = parseAs(kindAndId, value, 'definition/invalid', prefix)
  if (!isDefinitionKind(kind)) {
    throw new ThroughlineError('definition/unknown-kind', { kind, allowed: definitionKindNames }, [
      ...prefix,
      'kind',
    ])
  }
  return parseAs(definitionKinds[kind].schema, value, 'definition/invalid', prefix)
}

/** Like parseDefinition, for a value that must be of one kind. */
export const parseDefinitionAs = <K extends DefinitionKind>(
  kind: K,
  value: unknown,
  prefix: Path = [],
): DefinitionOf<K> =>
  parseAs(definitionKinds[kind].schema, value, 'definition/invalid', prefix) as DefinitionOf<K>

/** What the definition refers to, with the places; one entry per mention. */
export const findReferences = (
  definition: Definition,
  readFormula: FormulaReader,
): readonly Reference[] => {
  const { references } = definitionKinds[definition.kind]
  return (references as ReferencesOf)(definition, readFormula)
}

type ReferencesOf = (of: Definition, readFormula: FormulaReader) => readonly Reference[]

export type { Reference } from './reference.ts'
export type {
  Alert,
  Annotation,
  Audience,
  CalculatedMetric,
  Connection,
  DataView,
  Dataset,
  DateRange,
  Destination,
  IdentitySpace,
  Policy,
  Project,
  Schedule,
  Segment,
  SharedComponent,
  Source,
}
