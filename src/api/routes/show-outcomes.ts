import type { RequestFailure } from '../../model/answers/reports.ts'
import type { Outcome } from '../../query/run-reports.ts'
import { describeProblem } from '../problem.ts'

/** Of several, those that failed with their problems in their places. */
export function showOutcomes<T extends object>(
  answer: T | readonly Outcome<T>[],
): T | (T | RequestFailure)[] {
  if (!Array.isArray(answer)) return answer as T
  return (answer as readonly Outcome<T>[]).map((outcome) =>
    'error' in outcome ? { error: describeProblem(outcome.error) } : outcome.result,
  )
}
