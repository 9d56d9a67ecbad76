import type { ComponentList } from '../../../model/answers/data-views.ts'
import { measureOf } from '../parts/measure.ts'

/** Metrics of another format than the first have an axis of their own, at the right. */
export function sideByFormat(
  metrics: readonly string[],
  components: ComponentList,
): (metric: string) => 'left' | 'right' {
  const typeOf = (metric: string) => measureOf(components, metric).format?.type ?? 'decimal'
  const first = metrics[0] === undefined ? 'decimal' : typeOf(metrics[0])
  return (metric) => (typeOf(metric) === first ? 'left' : 'right')
}
