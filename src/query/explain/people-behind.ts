import type { Path } from '../../model/path.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { ExplainPlace } from '../../model/explain-place.ts'
import { sayAllowed } from '../../model/nearest.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { MaskRef } from '../../engine/index.ts'
import { type Compilation, type Period, addPersons } from '../compilation/compilation.ts'
import type { Item } from '../../model/result.ts'

/** What one number of a result says, and whose it is. */
export interface ExplainedNumber {
  readonly definition: string
  /** What was looked at, where it is not the range of the request. */
  readonly period?: Period
  /** Besides those of the request. */
  readonly segments: readonly string[]
  /** The same, where each narrows what the ones before have left. */
  readonly under?: readonly SegmentRef[]
  /**
   * Indexes of aggregations whose partial results are the people behind the number, or their codes where
   * they are known already, or why there are none.
   */
  readonly people:
    | number
    | readonly number[]
    | { readonly codes: Float64Array }
    | { readonly unknown: string }
}

/** Finds the people behind a number of a kind of report. Errors: request/impossible. */
export type PeopleBehind<Request> = (
  c: Compilation,
  request: Request,
  place: ExplainPlace,
) => Promise<ExplainedNumber>

/** The persons with an event in a mask, as an aggregation of the plan. */
export const selectPeople = (c: Compilation, mask: MaskRef): number =>
  c.plan.aggregate({ kind: 'persons', mask })

/** All events of the persons who have enough events in a mask. */
export function findPersonsWith(c: Compilation, mask: MaskRef, atLeast = 1): MaskRef {
  const some = mask ?? c.plan.everyEvent()
  const runs = addPersons(c)
  if (atLeast === 1) return c.plan.add({ op: 'any-in', mask: some, runs })
  const input = c.plan.add({ op: 'count-in', mask: some, runs })
  return c.plan.add({ op: 'compare', input, comparison: 'gte', value: atLeast })
}

/** The row of a place as a list. Errors: request/impossible where it has none, with the hint. */
export function findRow(place: ExplainPlace, hint: string): readonly Item[] {
  if (!('row' in place) || place.row === undefined) throw describeNotThere(hint)
  const row = [place.row].flat()
  if (row.length === 0) throw describeNotThere(hint, ['explain', 'row'])
  return row
}

/** One of the columns of a report; the first when a place names none. Errors: request/impossible. */
export function findColumn<C extends string>(place: ExplainPlace, columns: readonly C[]): C {
  if (!('column' in place)) return columns[0]!
  const found = columns.find((column) => column === place.column)
  if (found !== undefined) return found
  const reason = `there is no column ${place.column}${sayAllowed(place.column, columns)}`
  throw describeNotThere(reason, ['explain', 'column'])
}

export function describeNotThere(reason: string, path: Path = ['explain']): ThroughlineError {
  return new ThroughlineError('request/impossible', { reason }, path)
}
