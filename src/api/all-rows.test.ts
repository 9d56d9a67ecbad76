import { expect, it } from 'vitest'
import type { ReportResult } from '../query/reports/index.ts'
import { askForAllRows } from './all-rows.ts'

const COUNT = 120_001

/** A table whose data changes after as many answers as it is told. */
function answering(changesAfter: number) {
  const asked: { readonly limit: number; readonly offset: number }[] = []
  const ask = async (request: unknown) => {
    const { limit, offset } = request as { limit: number; offset: number }
    asked.push({ limit, offset })
    const length = Math.min(limit, COUNT - offset)
    const rows = Array.from({ length }, (_, index) => ({
      item: String(offset + index),
      values: [],
    }))
    const dataVersion = asked.length > changesAfter ? 2 : 1
    return { columns: [], rows, rowCount: COUNT, meta: { dataVersion } } as unknown as ReportResult
  }
  return { asked, ask }
}

const request = { kind: 'freeform', limit: 20, offset: 40 }

it('puts all pages of a table together, in order', async () => {
  const { ask, asked } = answering(Number.POSITIVE_INFINITY)
  const { rows } = (await askForAllRows(request, ask)) as { rows: { item: string }[] }
  expect(rows.map(({ item }) => item)).toEqual(Array.from({ length: COUNT }, (_, k) => String(k)))
  expect(asked.map(({ offset }) => offset)).toEqual([0, 50_000, 100_000])
})

it('begins anew where the data has changed meanwhile', async () => {
  const { ask, asked } = answering(2)
  const { rows, meta } = (await askForAllRows(request, ask)) as Record<'rows' | 'meta', object>
  expect(rows).toHaveLength(COUNT)
  expect(meta).toMatchObject({ dataVersion: 2 })
  expect(asked).toHaveLength(6)
})

it('asks for what is no table as it is', async () => {
  const { ask, asked } = answering(1)
  await askForAllRows({ kind: 'flow', limit: 3, offset: 0 }, ask)
  expect(asked).toEqual([{ limit: 3, offset: 0 }])
})

it('gives up where the data never stays', async () => {
  const ask = async (asked: unknown) => {
    const { offset } = asked as { offset: number }
    return { rows: [{}], rowCount: 3, meta: { dataVersion: offset } } as unknown as ReportResult
  }
  await expect(askForAllRows(request, ask)).rejects.toMatchObject({ code: 'server/data-changes' })
})
