import { algorithmic } from './algorithmic.ts'
import { custom } from './custom.ts'
import { firstTouch } from './first-touch.ts'
import { inverseJ } from './inverse-j.ts'
import { jCurve } from './j-curve.ts'
import { lastTouch } from './last-touch.ts'
import { linear } from './linear.ts'
import type { AttributionModel } from './model.ts'
import { participation } from './participation.ts'
import { sameTouch } from './same-touch.ts'
import { timeDecay } from './time-decay.ts'
import { uShaped } from './u-shaped.ts'

export type {
  AttributionModel,
  ModelExample,
  ModelSettings,
  PositionWeights,
  Sharing,
} from './model.ts'

/** Every attribution model (§7.1), in the order of the picker. */
export const attributionModels = {
  'last-touch': lastTouch,
  'first-touch': firstTouch,
  'same-touch': sameTouch,
  linear,
  participation,
  'u-shaped': uShaped,
  'j-curve': jCurve,
  'inverse-j': inverseJ,
  'time-decay': timeDecay,
  custom,
  algorithmic,
} as const satisfies Record<string, AttributionModel>

/** The name of an attribution model. */
export type ModelName = keyof typeof attributionModels
