import { ThroughlineError } from '../../model/errors.ts'
import type { ExplainPlace } from '../../model/requests/common.ts'
import type { ReportKind, RequestOf } from '../../model/requests/index.ts'
import type { MaskRef } from '../../engine/index.ts'
import type { Compilation } from '../compilation.ts'

/** What is behind one number of a result. */
export interface BehindNumber {
  readonly definition: string
  /** Besides those of the request. */
  readonly segments: readonly string[]
  /** Index of a report whose partial are the persons behind the number. */
  readonly people: number
}

/** Finds what is behind a number of a kind of report. Errors: request/impossible. */
export type Behind<K extends ReportKind> = (
  c: Compilation,
  request: RequestOf<K>,
  place: ExplainPlace,
) => Promise<BehindNumber>

/** The persons with an event in a mask, as a report of the plan. */
export const peopleIn = (c: Compilation, mask: MaskRef): number =>
  c.plan.report({ kind: 'persons', mask })

export function notThere(reason: string, path = 'explain'): ThroughlineError {
  return new ThroughlineError('request/impossible', { reason }, path)
}
