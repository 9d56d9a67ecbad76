import type { StepDistance } from '../../../../model/conditions.ts'
import type { texts } from '../../../texts/index.ts'

export type DistanceUnit = keyof typeof texts.builder.units

export interface Distance {
  readonly unit: DistanceUnit
  readonly amount: number
  /** Of the unit `dimension`. */
  readonly dimension?: string | undefined
}

export function readDistance(distance: StepDistance): Distance {
  if ('dimension' in distance) {
    return { unit: 'dimension', amount: distance.count, dimension: distance.dimension }
  }
  const [unit, amount] = Object.entries(distance)[0] as [DistanceUnit, number]
  return { unit, amount }
}

/** Events, sessions and items are counted in whole numbers from 1. */
export function writeDistance({ unit, amount, dimension = '' }: Distance): StepDistance {
  const whole = Math.max(1, Math.round(amount))
  switch (unit) {
    case 'dimension':
      return { dimension, count: whole }
    case 'events':
      return { events: whole }
    case 'sessions':
      return { sessions: whole }
    default:
      return { [unit]: amount }
  }
}
