import { describe, expect, it } from 'vitest'
import { ask, type World } from '../support/ask.ts'
import { pathOf } from '../support/path.ts'

const world: World = {
  rows: [['2024-01-01', { page: 'A', revenue: 3 }]],
  view: { dimensions: [{ id: 'page' }], metrics: [{ id: 'revenue' }] },
  definitions: [
    { kind: 'calculated-metric', id: 'lost', dataView: 'v', formula: 'revenue / gone' },
  ],
}
const event = { container: 'event', where: { dimension: 'gone', op: 'exists' } }
const nobody = { container: 'event', where: { dimension: 'page', op: 'exists' } }
const both = (second: object) => ({ op: '/', args: [{ metric: 'revenue' }, second] })

const told = async (column: object, request: object = {}) => {
  const columns = [{ metric: 'revenue' }, column]
  const asked = { kind: 'freeform', rows: { dimension: 'page' }, columns, ...request }
  try {
    return await ask(world, asked)
  } catch (error) {
    return error
  }
}

describe('what is wrong in a formula is told where it was written (§6)', () => {
  it.each([
    ['a metric', { formula: both({ metric: 'gone' }) }, 'columns[1].formula.args[1].metric'],
    [
      'a segment of a metric',
      { formula: both({ metric: 'revenue', segments: [nobody, event] }) },
      'columns[1].formula.args[1].segments[1].where.dimension',
    ],
    [
      'a segment of the column',
      { formula: both({ metric: 'revenue' }), segments: [event] },
      'columns[1].segments[0].where.dimension',
    ],
    ['what a calculated metric needs', { metric: 'lost' }, 'columns[1].metric'],
    ['a metric of the column', { metric: 'gone' }, 'columns[1].metric'],
  ])('%s', async (_, column, path) => {
    expect(await told(column)).toMatchObject({
      code: 'request/unknown-component',
      path: pathOf(path),
    })
  })

  it('a segment of the table', async () => {
    const formula = both({ metric: 'revenue' })
    expect(await told({ formula }, { segments: [nobody, event] })).toMatchObject({
      path: ['segments', 1, 'where', 'dimension'],
    })
  })

  it.each([
    ['revenue / gone', 'request/unknown-component', { line: 1, column: 11, position: 10 }],
    ['revenue +\n  mean(1, 2, 3)', 'formula/wrong-arguments', { line: 2, column: 3 }],
    ['[gone] revenue', 'definition/unknown-reference', { line: 1, column: 2 }],
    ['revenue +', 'formula/syntax', { line: 1, column: 10 }],
    ['avrage(revenue)', 'formula/unknown-function', { line: 1, column: 1 }],
  ])('in a text with the place of the name: %s', async (formula, code, params) => {
    const error = await told({ formula })
    expect(error).toMatchObject({ code, path: ['columns', 1, 'formula'] })
    expect(error).toMatchObject({ params })
  })
})
