import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MergedDefinition } from '../src/model/answers/definitions.ts'
import { openShop, type Workspace } from './support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openShop()
})
afterAll(() => workspace.close())

const definition = { container: 'person', where: { metric: 'events', op: 'gte', value: 2 } }
const segment = (id: string, more: object = { definition }) => ({ kind: 'segment', id, ...more })

const read = async (kind: string, id: string) =>
  (await workspace.call('GET', `definitions/${kind}/${id}`)).body

const merge = (kind: string, id: string, into: string) =>
  workspace.post<MergedDefinition>(`definitions/${kind}/${id}/merge`, { into })

it('lets what refers to one refer to another, in texts, too, and removes it', async () => {
  const not = { container: 'person', where: { not: { segment: 'two' } } }
  await workspace.post('apply', [
    segment('one'),
    segment('two'),
    segment('others', { definition: not }),
    { kind: 'calculated-metric', id: 'share', formula: '[two] events / (events + 1)' },
    {
      kind: 'calculated-metric',
      id: 'tree',
      formula: { metric: 'events', segments: ['two', definition] },
    },
    { kind: 'project', id: 'uses', dataView: 'main', panels: [{ id: 'a', segments: ['two'] }] },
  ])
  const merged = await merge('segment', 'two', 'one')
  expect(merged).toMatchObject({ mentionedBy: [], isRemoved: true })
  expect(merged.replaced.map(({ id }) => id).sort()).toEqual(['others', 'share', 'tree', 'uses'])
  expect(await read('segment', 'others')).toMatchObject({
    definition: { where: { not: { segment: 'one' } } },
  })
  expect(await read('calculated-metric', 'share')).toMatchObject({
    formula: '[one] events / (events + 1)',
  })
  expect(await read('calculated-metric', 'tree')).toMatchObject({
    formula: { segments: ['one', definition] },
  })
  expect(await read('project', 'uses')).toMatchObject({ panels: [{ segments: ['one'] }] })
  expect(await read('segment', 'two')).toMatchObject({ code: 'definition/unknown-id' })
})

const formula = 'events / people'

it('lets a visualization name the other one, in its request and settings, and keeps what it names in another way', async () => {
  const named = {
    type: 'line',
    request: { kind: 'trends', metrics: ['twice'], compare: ['many'] },
    settings: { columns: [{ formula: '2 * twice' }], goal: 'twice', steps: [{ metric: 'twice' }] },
  }
  const odd = { type: 'line', settings: { odd: 'twice-odd' } }
  await workspace.post('apply', [
    segment('many'),
    { kind: 'calculated-metric', id: 'once', formula },
    { kind: 'calculated-metric', id: 'twice', formula },
    { kind: 'calculated-metric', id: 'twice-more', formula },
    { kind: 'calculated-metric', id: 'twice-odd', formula },
    { kind: 'project', id: 'names', dataView: 'main', panels: [{ visualizations: [named, odd] }] },
  ])
  expect(await merge('calculated-metric', 'twice', 'once')).toEqual({
    replaced: [{ kind: 'project', id: 'names' }],
    mentionedBy: [],
    isRemoved: true,
  })
  expect(await read('project', 'names')).toMatchObject({
    panels: [
      {
        visualizations: [
          {
            request: { metrics: ['once'] },
            settings: {
              columns: [{ formula: '2 * once' }],
              goal: 'once',
              steps: [{ metric: 'once' }],
            },
          },
          odd,
        ],
      },
    ],
  })
  expect(await merge('calculated-metric', 'twice-odd', 'once')).toEqual({
    replaced: [],
    mentionedBy: [{ kind: 'project', id: 'names' }],
    isRemoved: false,
  })
  expect(await merge('calculated-metric', 'twice-more', 'once')).toMatchObject({ isRemoved: true })
})

it('does not delete what a visualization or an annotation names', async () => {
  await workspace.post('apply', [
    { kind: 'date-range', id: 'may', start: '2026-05-01', end: '2026-06-01' },
    { kind: 'calculated-metric', id: 'marked', formula },
    {
      kind: 'annotation',
      id: 'sale',
      name: 'Sale',
      dataView: 'main',
      start: '2026-05-01',
      components: ['marked'],
    },
    {
      kind: 'project',
      id: 'tells',
      dataView: 'main',
      panels: [
        {
          visualizations: [
            { type: 'freeform', settings: { rows: { dateRanges: ['may', 'last-month'] } } },
          ],
        },
      ],
    },
  ])
  const remove = async (kind: string, id: string) =>
    (await workspace.call('DELETE', `definitions/${kind}/${id}`)).body
  const inUse = 'definition/in-use'
  expect(await remove('segment', 'many')).toMatchObject({ code: inUse })
  expect(await remove('calculated-metric', 'once')).toMatchObject({ code: inUse })
  expect(await remove('calculated-metric', 'marked')).toMatchObject({ code: inUse })
  expect(await remove('date-range', 'may')).toMatchObject({ code: inUse })
  expect(await read('date-range', 'may/used-by')).toEqual([
    {
      kind: 'project',
      id: 'tells',
      path: 'panels[0].visualizations[0].settings.rows.dateRanges[0]',
    },
  ])
})

it('refuses what is no two of a kind', async () => {
  const refused = async (kind: string, id: string, into: string) =>
    (await workspace.call('POST', `definitions/${kind}/${id}/merge`, { into })).body['code']
  expect(await refused('segment', 'one', 'one')).toBe('definition/invalid')
  expect(await refused('segment', 'one', 'nobody')).toBe('definition/unknown-id')
  expect(await refused('project', 'uses', 'names')).toBe('definition/invalid')
})
