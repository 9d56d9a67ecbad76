import { canvasTop } from './canvas-top.ts'
import { canvasWays } from './canvas-ways.ts'
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
import { lastEvents } from './last-events.ts'
import { paths } from './paths.ts'
import { pathsPeople } from './paths-people.ts'
import { personEvents } from './person-events.ts'
import { listPersons } from './persons.ts'
import { presence } from './presence.ts'
import { presencePeople } from './presence-people.ts'
import { retention } from './retention.ts'
import { retentionPeople } from './retention-people.ts'
import { touchPaths } from './touch-paths.ts'
import { unitMoments } from './unit-moments.ts'
import { unitSquares } from './unit-squares.ts'

export type { AggregationKind, Collector } from './aggregation.ts'

/** Every way of collecting batches, by its kind. */
export const aggregations = {
  group,
  credit,
  'touch-paths': touchPaths,
  fallout,
  flow,
  'canvas-top': canvasTop,
  'canvas-ways': canvasWays,
  paths,
  cohort,
  growth,
  histogram,
  retention,
  presence,
  persons: listPersons,
  'last-events': lastEvents,
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

type AggregationOf<K> = K extends { start(aggregation: infer R, engine: never): unknown }
  ? R
  : never
type PartialOf<K> = K extends { merge(aggregation: never, all: readonly (infer P)[]): unknown }
  ? P
  : never

/** Any aggregation of a plan. */
export type Aggregation = AggregationOf<(typeof aggregations)[keyof typeof aggregations]>

/** What any aggregation makes of its batches. */
export type PartialResult = PartialOf<(typeof aggregations)[keyof typeof aggregations]>
