import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, shop, type Workspace } from '../support/workspace.ts'

let workspace: Workspace

beforeAll(async () => {
  workspace = await openShop()
  await workspace.call('POST', 'apply', shop.definitions)
})
afterAll(() => workspace.close())

const there = { dimension: 'page', op: 'exists' }
const person = (where: object) => ({ container: 'person', where })
const reversed = { start: '2026-02-01', end: '2026-01-01' }
const segment = (where: object, id = 's') => ({
  kind: 'segment',
  id,
  dataView: 'main',
  definition: person(where),
})
const audience = (more: object) => ({
  kind: 'audience',
  id: 'a',
  dataView: 'main',
  segments: [person(there)],
  ...more,
})
const project = (panel: object) => ({ kind: 'project', id: 'p', dataView: 'main', panels: [panel] })
const shared = (settings: object) => ({
  kind: 'shared-component',
  id: 'c',
  component: 'dimension',
  settings,
})
const calculated = (formula: unknown) => ({
  kind: 'calculated-metric',
  id: 'm',
  dataView: 'main',
  formula,
})
const nowhere = { dimension: 'nowhere', op: 'exists' }

describe('what a definition means is checked when it is saved', () => {
  it.each([
    [
      'an audience by an unknown dimension',
      audience({ segments: [person(there), person(nowhere)] }),
      'definition/unknown-component',
      'segments[1].where.dimension',
    ],
    [
      'an audience of a segment that is not there',
      audience({ segments: ['nobody'] }),
      'definition/unknown-reference',
      'segments[0]',
    ],
    [
      'an audience in a range reversed',
      audience({ dateRange: reversed }),
      'definition/range-reversed',
      'dateRange',
    ],
    [
      'an audience in an unknown range',
      audience({ dateRange: 'some-day' }),
      'definition/unknown-date-range',
      'dateRange',
    ],
    [
      'a panel by an unknown metric',
      project({ segments: [person({ metric: 'nothing', op: 'gt', value: 1 })] }),
      'definition/unknown-component',
      'panels[0].segments[0].where.metric',
    ],
    [
      'a panel in a range reversed',
      project({ dateRange: reversed }),
      'definition/range-reversed',
      'panels[0].dateRange',
    ],
    [
      'a pattern that a shared component takes a part with',
      shared({ field: 'page', substring: { method: 'regex', pattern: '(', output: '$1' } }),
      'regex/invalid',
      'settings.substring.pattern',
    ],
    ['a formula as text that does not end', calculated('price / ('), 'formula/syntax', 'formula'],
    [
      'a formula as text of an unknown function',
      calculated('avrage(price)'),
      'formula/unknown-function',
      'formula',
    ],
    [
      'a formula as text of an unknown metric',
      calculated('price / gone'),
      'definition/unknown-component',
      'formula',
    ],
    [
      'a formula with a segment by an unknown dimension',
      calculated({ metric: 'price', segments: [person(nowhere)] }),
      'definition/unknown-component',
      'formula.segments[0].where.dimension',
    ],
  ])('%s', async (_, document, code, path) => {
    const { status, body } = await workspace.call('POST', 'apply', [document])
    expect({ status, code: body['code'], path: body['path'] }).toEqual({
      status: 400,
      code,
      path: `[0].${path}`,
    })
  })

  it('a date range that a segment needs cannot be deleted', async () => {
    const range = { kind: 'date-range', id: 'spring', start: '2026-03-01', end: '2026-06-01' }
    await workspace.call('POST', 'apply', [segment({ dateRange: 'spring' }), range])
    expect(await workspace.call('DELETE', 'definitions/date-range/spring')).toMatchObject({
      status: 409,
      body: { code: 'definition/in-use' },
    })
  })
})
