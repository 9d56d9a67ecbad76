import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MovedComponents, SavedComponent } from '../src/model/answers/data-views.ts'
import { openShop, type Workspace } from './support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openShop()
})
afterAll(() => workspace.close())

const definition = { container: 'person', where: { metric: 'events', op: 'gte', value: 2 } }
const segment = (id: string, folder?: string) => ({ kind: 'segment', id, folder, definition })

const folders = async () => {
  const { body } = await workspace.call('GET', 'data-views/main/saved-components')
  const all = body as unknown as readonly SavedComponent[]
  return Object.fromEntries(all.flatMap(({ id, folder }) => (folder ? [[id, folder]] : [])))
}

it('components are put into folders, which are renamed with all that is within', async () => {
  await workspace.post('apply', [
    segment('one', 'Marketing'),
    segment('two', 'Marketing/Paid'),
    segment('three', 'Marketing plan'),
    {
      kind: 'shared-component',
      id: 'where',
      component: 'dimension',
      settings: { field: 'page', folder: 'Marketing' },
    },
  ])
  const { body } = await workspace.call('GET', 'definitions/data-view/main')
  const view = body as Record<string, unknown>
  await workspace.post('apply', [
    { ...view, dimensions: [...(view['dimensions'] as object[]), { shared: 'where' }] },
  ])
  await workspace.post('folders/move', {
    components: [{ kind: 'segment', id: 'three' }],
    folder: 'Plans',
  })
  const renamed = await workspace.post<MovedComponents>('data-views/main/folders/rename', {
    from: 'Marketing',
    to: 'Growth/Marketing',
  })
  expect(renamed.moved).toEqual([
    { kind: 'segment', id: 'one' },
    { kind: 'segment', id: 'two' },
    { kind: 'dimension', id: 'where' },
  ])
  expect(await folders()).toEqual({
    one: 'Growth/Marketing',
    two: 'Growth/Marketing/Paid',
    three: 'Plans',
  })
  const listed = await workspace.call('GET', 'data-views/main/components')
  expect(listed.body).toMatchObject({
    dimensions: expect.arrayContaining([
      expect.objectContaining({ id: 'where', folder: 'Growth/Marketing' }),
    ]),
  })
  await workspace.post('folders/move', {
    components: [{ kind: 'segment', id: 'three' }],
    folder: null,
  })
  expect(await folders()).not.toHaveProperty('three')
})

it('what cannot be moved whole stays where it is, and says why', async () => {
  const before = await folders()
  const refused = async (path: string, body: object) =>
    (await workspace.call('POST', path, body)).body
  const deep = Array.from({ length: 10 }, (_, at) => at + 1).join('/')
  expect(
    await refused('data-views/main/folders/rename', { from: 'Growth/Marketing', to: deep }),
  ).toMatchObject({ code: 'definition/invalid', path: '[1].folder' })
  expect(
    await refused('data-views/main/folders/rename', { from: 'Nothing', to: 'Else' }),
  ).toMatchObject({ code: 'request/invalid', path: 'from' })
  const both = ['one', 'gone'].map((id) => ({ kind: 'segment', id }))
  expect(await refused('folders/move', { components: both, folder: 'Else' })).toMatchObject({
    code: 'definition/unknown-id',
  })
  expect(await refused('folders/move', { components: both, folder: 'Else/' })).toMatchObject({
    code: 'request/invalid',
    path: 'folder',
  })
  expect(await folders()).toEqual(before)
})

it('a folder is renamed in several data views at once, all or none', async () => {
  const { body } = await workspace.call('GET', 'definitions/data-view/main')
  const { kind, connection } = body as { readonly kind: string; readonly connection: string }
  const view = (id: string, folder: string) => ({
    ...{ kind, id, connection },
    dimensions: [{ id: 'page', folder }],
  })
  const paid = { ...segment('of-other', 'Shared/Paid'), dataView: 'other' }
  const own = { ...segment('of-main', 'Shared'), dataView: 'main' }
  await workspace.post('apply', [view('other', 'Shared'), view('third', 'Else'), own, paid])
  const elsewhere = async () =>
    (await workspace.call('GET', 'data-views/main/folders/elsewhere?path=Shared')).body
  expect(await elsewhere()).toEqual([{ dataView: 'other', name: 'other', count: 2 }])
  const rename = (more: object) =>
    workspace.call('POST', 'data-views/main/folders/rename', { from: 'Shared', ...more })
  const refused = await rename({ to: 'All', also: ['other', 'third'] })
  expect([refused.status, refused.body['detail']]).toEqual([
    400,
    expect.stringContaining('the data view third has no component in the folder Shared'),
  ])
  expect(await elsewhere()).toHaveLength(1)
  const unknown = await rename({ to: 'All', also: ['nobody'] })
  expect(unknown.body).toMatchObject({ status: 404, code: 'data-view/unknown', path: 'also[0]' })
  const nowhere = await workspace.call('GET', 'data-views/nobody/folders/elsewhere?path=Shared')
  expect(nowhere.status).toBe(404)
  const { status, body: renamed } = await rename({ to: 'All', also: ['other'] })
  expect([status, renamed['moved']]).toEqual([
    200,
    [
      { kind: 'segment', id: 'of-main' },
      { kind: 'segment', id: 'of-other' },
      { kind: 'dimension', id: 'page' },
    ],
  ])
  expect(await elsewhere()).toEqual([])
  const { body: other } = await workspace.call('GET', 'definitions/data-view/other')
  expect(other['dimensions']).toEqual([{ id: 'page', folder: 'All' }])
})
