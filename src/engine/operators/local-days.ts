import { toNode, toTable } from '../links.ts'
import type { Operator } from '../scope.ts'
import type { NodeRef, TableRef } from '../vectors.ts'
import { readElements, writeElements } from './list-values.ts'

export interface LocalDaysNode {
  readonly op: 'local-days'
  /** Days as UTC milliseconds of their midnight, per event or element; NaN = no value. */
  readonly input: NodeRef
  /** Days from 1970-01-01 to that of the first instant. */
  readonly first: number
  /** f64, one per day: the instant (UTC ms) at which it begins on local clocks. */
  readonly instants: TableRef
}

const DAY_MS = 86_400_000

/** Calendar days as the instants at which they begin somewhere; days before and behind the table as at its ends. */
export const localDays: Operator<LocalDaysNode> = {
  links: { input: toNode, instants: toTable },
  isList: ({ input }, plan) => plan.isList(input),
  evaluate({ input, first, instants }, scope) {
    const vector = scope.vector(input)
    const days = vector.kind === 'list' ? readElements(vector, scope) : scope.numbers(input)
    const starts = scope.table(instants)
    const data = scope.memory.numbers(days.length)
    const last = starts.length - 1
    for (let i = 0; i < days.length; i++) {
      const day = Math.floor(days[i]! / DAY_MS) - first
      const at = Math.max(0, Math.min(last, day))
      data[i] = Number.isNaN(day) ? Number.NaN : starts[at]! + (day - at) * DAY_MS
    }
    return vector.kind === 'list' ? writeElements(vector, data, scope) : { kind: 'numbers', data }
  },
}
