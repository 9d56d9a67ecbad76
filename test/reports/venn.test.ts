import { describe, expect, it } from 'vitest'
import { ask } from '../support/ask.ts'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { VennResult } from '../../src/query/reports/venn/request.ts'

/** Pages and what was spent there. */
const journeys: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  ann: [
    ['Home', 1],
    ['Cart', 20],
  ],
  ben: [
    ['Cart', 4],
    ['Cart', 6],
  ],
  cid: [['Home', 3]],
}

const events: MemoryEvent[] = Object.entries(journeys).flatMap(([person, visits]) =>
  visits.map(([page, spent], time) => ({ person, time, fields: { page, spent } })),
)

const definitions = [
  {
    kind: 'calculated-metric',
    id: 'per-person',
    formula: { op: '/', args: [{ metric: 'spent' }, { metric: 'people' }] },
  },
]

const visited = (value: string) => ({
  container: 'person',
  where: { dimension: 'page', op: 'equals', value },
})

function askVenn(request: object) {
  const dateRange = { start: '1970-01-01', end: '1970-01-02' }
  const sets = ['Home', 'Cart', 'Help'].map(visited)
  return ask<VennResult>({ events, definitions }, { kind: 'venn', dateRange, sets, ...request })
}

const valuesOf = ({ areas }: VennResult) => areas.map(({ sets, value }) => [sets.join(), value])

describe('a venn', () => {
  it('has a metric under each segment and each intersection', async () => {
    expect(valuesOf(await askVenn({ metric: 'spent' }))).toEqual([
      ['0', 24],
      ['1', 31],
      ['2', 0],
      ['0,1', 21],
      ['0,2', 0],
      ['1,2', 0],
      ['0,1,2', 0],
    ])
  })

  it('has a calculated metric, worked out in each area', async () => {
    const found = await askVenn({ metric: 'per-person' })
    expect(valuesOf(found)).toEqual([
      ['0', 12],
      ['1', 15.5],
      ['2', null],
      ['0,1', 21],
      ['0,2', null],
      ['1,2', null],
      ['0,1,2', null],
    ])
    const segments = [visited('Cart')]
    expect(valuesOf(await askVenn({ metric: 'per-person', segments })).slice(0, 2)).toEqual([
      ['0', 21],
      ['1', 15.5],
    ])
  })

  it('explains the area of a calculated metric', async () => {
    const found = await askVenn({ metric: 'per-person', explain: { row: [0, 1] } })
    expect(found.meta.explanation).toMatchObject({ people: 1, samplePeople: ['ann'] })
  })

  it('has no metric that is not there', async () => {
    await expect(askVenn({ metric: 'nothing' })).rejects.toMatchObject({
      code: 'request/unknown-component',
      path: ['metric'],
    })
  })
})
