import { toTable } from '../links.ts'
import type { Operator } from '../scope.ts'
import type { TableRef } from '../vectors.ts'

export interface PersonIntervalsNode {
  readonly op: 'person-intervals'
  /** u32: the intervals of the person with code c are from `offsets[c]` up to `offsets[c + 1]`. */
  readonly offsets: TableRef
  /** f64 UTC milliseconds, ascending within a person: each holds until the next. */
  readonly starts: TableRef
  /** u32 */
  readonly codes: TableRef
}

/** The code of the interval of its person in which an event lies; 0 before the first. */
export const personIntervals: Operator<PersonIntervalsNode> = {
  links: { offsets: toTable, starts: toTable, codes: toTable },
  evaluate(node, scope) {
    const offsets = scope.table(node.offsets) as Uint32Array
    const starts = scope.table(node.starts) as Float64Array
    const codes = scope.table(node.codes) as Uint32Array
    const { persons, time } = scope
    const data = scope.memory.codes(scope.events)
    for (let p = 0; p < persons.count; p++) {
      const person = scope.block.personCode[scope.range.personFrom + p]!
      const [first, end] = [offsets[person] ?? 0, offsets[person + 1] ?? 0]
      let next = first
      for (let i = persons.offsets[p]!; i < persons.offsets[p + 1]!; i++) {
        while (next < end && starts[next]! <= time[i]!) next++
        data[i] = next === first ? 0 : codes[next - 1]!
      }
    }
    return { kind: 'codes', data }
  },
}
