import type { Item } from '../../../model/result.ts'
import type { PanelContext } from '../../visualizations/index.ts'

/** A metric with how many people have it. */
export interface MetricFact {
  readonly id: string
  readonly people: number
}

/** A dimension with its items that have the most events, the most first; without those that have no value. */
export interface DimensionFact {
  readonly id: string
  readonly name: string
  readonly items: readonly Item[]
}

/** What a data view has data of, over all time. */
export interface DataFacts {
  /** Metrics that count what people do, those with the most people first. */
  readonly metrics: readonly MetricFact[]
  /** The data’s own dimensions that tell events apart, in their order. */
  readonly dimensions: readonly DimensionFact[]
}

/** What questions are asked of. */
export interface AskedData {
  readonly context: PanelContext
  readonly views: readonly { readonly id: string; readonly name: string }[]
  /** The first and last day with data. */
  readonly dataDays: { readonly start: string; readonly end: string }
  readonly facts: DataFacts
}
