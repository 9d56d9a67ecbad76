import type { ComponentList } from '../../../model/answers/data-views.ts'
import { isAdditiveFormat } from './shares.ts'
import type { ColumnSetting } from './settings.ts'

/** Standard metrics of which every event counts once. */
const additive: readonly string[] = ['events', 'occurrences']

/**
 * Whether the rows of a column add up to more than a pile of numbers: people and sessions are on several rows,
 * and rates are no parts of a whole.
 */
export function addsUp(
  { metric, attribution, format }: ColumnSetting,
  components: ComponentList,
): boolean {
  if (metric === undefined) return false
  const own = components.metrics.find(({ id }) => id === metric)
  if (own === undefined) return false
  if (own.isStandard) return additive.includes(metric) || metric.endsWith('-occurrences')
  return attribution?.model !== 'participation' && isAdditiveFormat(format ?? own.format)
}
