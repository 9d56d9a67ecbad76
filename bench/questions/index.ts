import type { Question } from '../question.ts'
import { anyOrder } from './any-order.ts'
import { breakdown } from './breakdown.ts'
import { calculated } from './calculated.ts'
import { canvas } from './canvas.ts'
import { channelRules } from './channel-rules.ts'
import { cohort } from './cohort.ts'
import { correlation } from './correlation.ts'
import { fallout } from './fallout.ts'
import { flow } from './flow.ts'
import { flowFive } from './flow-five.ts'
import { highCardinality } from './high-cardinality.ts'
import { lastTouch } from './last-touch.ts'
import { linearAttribution } from './linear-attribution.ts'
import { nested } from './nested.ts'
import { persistence } from './persistence.ts'
import { sequenceSegment } from './sequence-segment.ts'
import { sessions } from './sessions.ts'
import { threeStep } from './three-step.ts'
import { timeDecay } from './time-decay.ts'
import { topPages } from './top-pages.ts'
import { trend } from './trend.ts'

/** The question set, in the order of the table. */
export const questions: readonly Question[] = [
  trend,
  topPages,
  sessions,
  fallout,
  sequenceSegment,
  breakdown,
  highCardinality,
  nested,
  lastTouch,
  linearAttribution,
  channelRules,
  persistence,
  timeDecay,
  threeStep,
  calculated,
  flow,
  flowFive,
  cohort,
  canvas,
  anyOrder,
  correlation,
]
