import { clearArray } from '../kernels/fill.ts'
import type { Operator } from '../scope.ts'

export interface OneEventNode {
  readonly op: 'one-event'
  /** Code in the person dictionary. */
  readonly person: number
  /** UTC ms. */
  readonly time: number
  /** Which of the person's events at this time, from 1. */
  readonly place: number
}

/** A single event of a person; none where there is no such event. */
export const oneEvent: Operator<OneEventNode> = {
  links: {},
  evaluate({ person, time, place }, scope) {
    const data = clearArray(scope.memory.bytes(scope.events), scope.kernels)
    const { count, offsets } = scope.persons
    const { personFrom } = scope.range
    const times = scope.timesInPlace
    for (let p = 0; p < count; p++) {
      if (scope.block.personCode[personFrom + p] !== person) continue
      let left = place
      for (let i = offsets[p]!; i < offsets[p + 1]! && left > 0; i++) {
        if (times[i] === time && --left === 0) data[i] = 1
      }
    }
    return { kind: 'mask', data }
  },
}
