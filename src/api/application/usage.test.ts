import { expect, it } from 'vitest'
import { listUsage, type UsedBatch } from './usage.ts'

const batch = (month: string, read: number, share?: UsedBatch['share']): UsedBatch => ({
  batch: {
    status: share ? 'committed' : 'deleted',
    read,
    added: read - 1,
    finished: Date.parse(`${month}-15T00:00:00Z`),
  },
  share,
})

it('core rows are those of the last thirteen months, as of the end of each month', () => {
  const usage = listUsage([
    batch('2024-01', 10, { rows: 9, months: { '2022-12': 4, '2023-01': 3, '2024-01': 2 } }),
    batch('2024-02', 5, { rows: 5, months: { '2024-02': 5 } }),
    batch('2024-02', 3),
  ])
  expect(usage).toEqual([
    {
      month: '2024-01',
      ingested: 10,
      skipped: 1,
      deleted: 0,
      reportable: 9,
      cumulative: 9,
      core: 5,
      historical: 4,
    },
    {
      month: '2024-02',
      ingested: 8,
      skipped: 1,
      deleted: 2,
      reportable: 5,
      cumulative: 14,
      core: 7,
      historical: 7,
    },
  ])
})
