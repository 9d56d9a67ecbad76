import { afterAll, beforeAll, expect, it } from 'vitest'
import { addBatch, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { readSpaceGraphs } from '../../../test/support/space-graphs.ts'
import { createDataset } from '../../lake/datasets/index.ts'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import { draftSpace, dropDraft } from './draft.ts'
import { editSpace } from './edit.ts'
import { refreshSpace } from './refresh.ts'
import { dropSpaceLeftovers, listTables, loadSpace } from './state.ts'
import { wishMerge } from './wishes.ts'

const spaceOf = (id: string, rules: object = {}) =>
  parseDefinitionAs('identity-space', {
    kind: 'identity-space',
    id,
    namespaces: [{ id: 'user' }, { id: 'email' }, { id: 'device', device: true }],
    ...rules,
  })

const names = ['user', 'email', 'device']
const identities = names.map((field) => ({ field, namespace: field }))
const feeds = [{ dataset: 'web', identities }]

let test: TestLake

beforeAll(async () => {
  test = await openTestLake()
  const fields = { ts: 'timestamp', user: 'string', email: 'string', device: 'string' } as const
  await createDataset(test.lake, { id: 'web', type: 'event', timestamp: 'ts', fields })
  await addBatch(test.lake, 'web', [
    { ts: '2026-01-01T10:00:00Z', user: 'u1', device: 'd1' },
    { ts: '2026-01-01T10:01:00Z', user: 'u2', device: 'd1' },
    { ts: '2026-01-01T10:02:00Z', user: 'unknown', email: 'a@x' },
    { ts: '2026-01-01T10:03:00Z', email: 'b@x', device: 'd2' },
  ])
  await refreshSpace(test.lake, spaceOf('people'), feeds)
  const options = { author: 'somebody', note: '', isPreview: false }
  await editSpace(test.lake, 'people', wishMerge(['email:a@x', 'email:b@x']), options)
})
afterAll(() => test.close())

const unique = { namespaces: [{ id: 'user', unique: true }, { id: 'email' }, { id: 'device' }] }

it.each<[string, object, typeof feeds]>([
  ['another owner of anonymous events', { anonymous: 'last-authenticated' }, feeds],
  ['a unique namespace', unique, feeds],
  ['blocked values', { blocked: [{ preset: 'placeholders' }] }, feeds],
  ['another order of namespaces', { namespaces: names.toReversed().map((id) => ({ id })) }, feeds],
  ['fewer identities', {}, [{ dataset: 'web', identities: identities.slice(0, 2) }]],
])('a draft with %s is what the space would be, which stays', async (_, rules, fed) => {
  const before = await loadSpace(test.lake, 'people')
  const graphs = await readSpaceGraphs(test.lake, before!)
  const draft = await draftSpace(test.lake, spaceOf('people', rules), fed, '1')
  const drafted = await readSpaceGraphs(test.lake, draft)
  await dropDraft(test.lake, 'people', '1')
  expect(await loadSpace(test.lake, 'people')).toEqual(before)
  expect(await readSpaceGraphs(test.lake, before!)).toEqual(graphs)
  const applied = await refreshSpace(test.lake, spaceOf('people', rules), fed)
  expect(drafted).toEqual(await readSpaceGraphs(test.lake, applied))
  await refreshSpace(test.lake, spaceOf('people'), feeds)
})

it('a draft of a space that is not there is built', async () => {
  const draft = await draftSpace(test.lake, spaceOf('new'), feeds, '2')
  const drafted = await readSpaceGraphs(test.lake, draft)
  await dropDraft(test.lake, 'new', '2')
  expect(await loadSpace(test.lake, 'new')).toBeNull()
  expect(drafted).toEqual(
    await readSpaceGraphs(test.lake, await refreshSpace(test.lake, spaceOf('new'), feeds)),
  )
})

it('a draft of a process that was killed is dropped at the next start', async () => {
  await dropSpaceLeftovers(test.lake)
  const before = await listTables(test.lake)
  await draftSpace(test.lake, spaceOf('people'), feeds, '3')
  expect(await listTables(test.lake)).not.toEqual(before)
  await dropSpaceLeftovers(test.lake)
  expect(await listTables(test.lake)).toEqual(before)
})
