import { compareTables } from '../parts/compared-tables.ts'
import { buildTable, type ReportColumn, type TabulateReport } from '../parts/table.ts'
import type { FrequencyBucket, FrequencyResult } from './request.ts'

const bucketColumns: readonly ReportColumn<FrequencyBucket>[] = [
  ['From', ({ from }) => from],
  ['To', ({ to }) => to],
  ['Count', ({ count }) => count],
  ['Share', ({ share }) => share],
]

/** A row per bucket, of all and of each segment; the same per interval. */
export const tabulateFrequency: TabulateReport<FrequencyResult> = (result) =>
  compareTables(result, ({ buckets, total, intervals, compare = [] }) => {
    const series = [{ segment: null, buckets, total }, ...compare]
    const all = series.flatMap((one) =>
      one.buckets.map((bucket) => ({ segment: one.segment, ...bucket })),
    )
    const trended = (intervals ?? []).flatMap((one) =>
      one.buckets.map((bucket) => ({ interval: one.interval, ...bucket })),
    )
    return [
      buildTable('buckets', all, [['Segment', ({ segment }) => segment], ...bucketColumns]),
      buildTable('totals', series, [
        ['Segment', ({ segment }) => segment],
        ['Total', (one) => one.total],
      ]),
      ...(intervals === undefined
        ? []
        : [
            buildTable('intervals', trended, [
              ['Interval', ({ interval }) => interval],
              ...bucketColumns,
            ]),
          ]),
    ]
  })
