import { expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { FalloutResult } from '../../src/query/reports/fallout/request.ts'
import { ask } from '../support/ask.ts'

const journeys: Readonly<Record<string, string>> = {
  ann: 'A B C',
  ben: 'A X B A B',
  cid: 'A A B X C',
}

const events: MemoryEvent[] = Object.entries(journeys).flatMap(([person, pages]) =>
  pages.split(' ').map((page, i) => ({ person, time: i * 60_000, fields: { page } })),
)

const steps = ['A', 'B', 'C'].map((item) => ({ any: [{ dimension: 'page', item }] }))

const askFallout = (compareRules: object[]) =>
  ask<FalloutResult>(
    { events },
    {
      kind: 'fallout',
      steps,
      window: { minutes: 3 },
      compareRules,
    },
  )

it('shows the same steps under several rules side by side', async () => {
  const { series, rule } = await askFallout([
    { name: 'Without a window', window: null },
    { name: 'Next event', between: ['next', 'next'] },
    { name: 'Attempts', count: 'attempts' },
  ])
  const counts = series.map(({ ruleName, steps: found }) => [
    ruleName,
    ...found.map(({ count }) => count),
  ])
  expect(counts).toEqual([
    [undefined, 3, 3, 2],
    ['Without a window', 3, 3, 2],
    ['Next event', 3, 3, 1],
    ['Attempts', 5, 5, 2],
  ])
  expect(rule).toContain('within 3 minutes')
  expect(series[1]!.rule).not.toContain('within')
  expect(series[2]!.rule).toContain('very next event')
})

it('refuses rules that do not fit, where they stand', async () => {
  await expect(askFallout([{ name: 'x', between: ['next'] }])).rejects.toMatchObject({
    path: ['compareRules', 0, 'between'],
  })
  await expect(
    askFallout([{ name: 'x', order: 'any', between: ['next', 'next'] }]),
  ).rejects.toMatchObject({ code: 'request/impossible', path: ['compareRules', 0, 'between'] })
})
