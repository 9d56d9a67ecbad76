import type { FreeformResult } from '../../../query/reports/freeform/request.ts'
import type { Slice } from '../../charts/donut-layout.ts'
import type { Measure } from '../parts/measure.ts'
import { rowKey, rowName, valueOf } from './category-chart.ts'

/** Rows with something above zero, each a slice of its colour. */
export const slicesOf = (
  result: FreeformResult,
  dimension: string,
  { id, print }: Measure,
  colorOf: (index: number) => string,
): readonly Slice[] =>
  result.rows
    .map((row) => ({ row, value: valueOf(result, row, id) ?? 0 }))
    .filter(({ value }) => value > 0)
    .map(({ row, value }, k) => ({
      key: rowKey(row),
      name: rowName(row, dimension),
      color: colorOf(k),
      value,
      print: print(value),
    }))
