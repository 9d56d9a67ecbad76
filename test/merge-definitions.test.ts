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

it('keeps what a visualization still names', async () => {
  const formula = 'events / people'
  const visualization = { type: 'line', settings: { columns: [{ formula: '2 * twice' }] } }
  await workspace.post('apply', [
    { kind: 'calculated-metric', id: 'once', formula },
    { kind: 'calculated-metric', id: 'twice', formula },
    { kind: 'calculated-metric', id: 'twice-more', formula },
    {
      kind: 'project',
      id: 'names',
      dataView: 'main',
      panels: [{ visualizations: [visualization] }],
    },
  ])
  expect(await merge('calculated-metric', 'twice', 'once')).toEqual({
    replaced: [],
    mentionedBy: [{ kind: 'project', id: 'names' }],
    isRemoved: false,
  })
  expect(await merge('calculated-metric', 'twice-more', 'once')).toMatchObject({ isRemoved: true })
})

it('refuses what is no two of a kind', async () => {
  const refused = async (kind: string, id: string, into: string) =>
    (await workspace.call('POST', `definitions/${kind}/${id}/merge`, { into })).body['code']
  expect(await refused('segment', 'one', 'one')).toBe('definition/invalid')
  expect(await refused('segment', 'one', 'nobody')).toBe('definition/unknown-id')
  expect(await refused('project', 'uses', 'names')).toBe('definition/invalid')
})
