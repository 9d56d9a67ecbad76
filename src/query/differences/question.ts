import type { Comparison, ComparisonQuestion } from '../../model/answers/comparison.ts'
import type { Explanation } from '../../model/result.ts'
import type { ReportRequest } from '../reports/index.ts'

/** A number of a report, and the range that it is compared with. */
export type Question = Omit<ComparisonQuestion, 'request'> & { readonly request: ReportRequest }

export interface ComparedNumber {
  readonly explanation: Explanation
  readonly comparison: Comparison
}
