import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { Figure } from '../../../model/result.ts'
import type { ColumnSetting } from './settings.ts'

/** Rates have no share of another rate. */
export const isAdditiveFormat = (format: { readonly type: string } | undefined): boolean =>
  format?.type !== 'percent'

/** Calculated metrics, formulas, changes and rates are no parts of their total. */
export function hasShares({ metric, format }: ColumnSetting, { metrics }: ComponentList): boolean {
  const own = metrics.find(({ id }) => id === metric)
  return own !== undefined && isAdditiveFormat(format ?? own.format)
}

export const shareOf = (part: Figure | undefined, whole: Figure | undefined): number | null =>
  part === null || part === undefined || !whole ? null : part / whole
