import type { Table } from '../../../model/table.ts'
import { compareTables } from '../parts/compared-tables.ts'
import { buildTable, type TabulateReport } from '../parts/table.ts'
import type { EngagementFeature, EngagementResult } from './request.ts'

interface Row extends EngagementFeature {
  readonly segment: string | null
}

/** A row per feature, of all and of each segment; the medians; the items with the most events. */
export const tabulateEngagement: TabulateReport<EngagementResult> = (result) =>
  compareTables(result, ({ features, medians, top, compare = [] }) => {
    const all = [{ segment: null, features }, ...compare].flatMap((one) =>
      one.features.map((feature) => ({ segment: one.segment, ...feature })),
    )
    const items = (top ?? []).map((feature) => ({ segment: null, ...feature }))
    return [
      featureTable('features', all),
      ...(top === undefined ? [] : [featureTable('top', items)]),
      buildTable(
        'medians',
        [medians],
        [
          ['Reach', ({ reach }) => reach],
          ['Intensity', ({ intensity }) => intensity],
        ],
      ),
    ]
  })

const featureTable = (name: string, rows: readonly Row[]): Table =>
  buildTable(name, rows, [
    ['Segment', ({ segment }) => segment],
    ['Feature', (row) => row.name],
    ['People', ({ people }) => people],
    ['Events', ({ events }) => events],
    ['Reach', ({ reach }) => reach],
    ['Intensity', ({ intensity }) => intensity],
    ['Quadrant', ({ quadrant }) => quadrant],
    ['Reach over median', ({ relative }) => relative?.reach],
    ['Intensity over median', ({ relative }) => relative?.intensity],
  ])
