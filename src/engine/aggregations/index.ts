import { canvasTop } from './canvas-top.ts'
import { cohort } from './cohort.ts'
import { credit } from './credit.ts'
import { distinctNumbers } from './distinct-numbers.ts'
import { fallout } from './fallout.ts'
import { falloutPeople } from './fallout-people.ts'
import { flow } from './flow.ts'
import { flowPeople } from './flow-people.ts'
import { group } from './group.ts'
import { growth } from './growth.ts'
import { histogram } from './histogram.ts'
import { paths } from './paths.ts'
import { pathsPeople } from './paths-people.ts'
import { personEvents } from './person-events.ts'
import { persons } from './persons.ts'
import { presence } from './presence.ts'
import { presencePeople } from './presence-people.ts'
import { retention } from './retention.ts'
import { retentionPeople } from './retention-people.ts'
import { unitMoments } from './unit-moments.ts'
import { unitSquares } from './unit-squares.ts'
import { touchPaths } from './touch-paths.ts'

export type { Aggregation, ReportKind } from './aggregation.ts'

/** Every way of collecting batches, by its kind. */
export const reports = {
  group,
  credit,
  'touch-paths': touchPaths,
  fallout,
  flow,
  'canvas-top': canvasTop,
  paths,
  cohort,
  growth,
  histogram,
  retention,
  presence,
  persons,
  'fallout-people': falloutPeople,
  'flow-people': flowPeople,
  'retention-people': retentionPeople,
  'paths-people': pathsPeople,
  'presence-people': presencePeople,
  'person-events': personEvents,
  'distinct-numbers': distinctNumbers,
  'unit-moments': unitMoments,
  'unit-squares': unitSquares,
} as const

type ReportOf<K> = K extends { start(report: infer R, engine: never): unknown } ? R : never
type PartialOf<K> = K extends { merge(report: never, all: readonly (infer P)[]): unknown }
  ? P
  : never

/** Any report of a plan. */
export type ReportPlan = ReportOf<(typeof reports)[keyof typeof reports]>

/** What any report makes of its batches. */
export type Partial = PartialOf<(typeof reports)[keyof typeof reports]>
