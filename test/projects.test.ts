import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProjectState, ProjectSteps, StepTaken } from '../src/model/answers/projects.ts'
import { openShop, type Workspace } from './support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openShop()
})
afterAll(() => workspace.close())

const table = {
  kind: 'freeform',
  rows: { dimension: 'page' },
  columns: [{ metric: 'events' }],
}
const january = { start: '2026-01-01', end: '2026-02-01' }
const panel = {
  name: 'Sales',
  dateRange: january,
  visualizations: [
    { type: 'freeform', request: table },
    { type: 'text', text: '# Read me' },
  ],
}

/** A project of its own for each test. */
async function makeProject(more: object = {}): Promise<string> {
  const id = `p${randomUUID()}`
  const project = { kind: 'project', id, dataView: 'main', panels: [panel, { id: 'b' }], ...more }
  await workspace.post('apply', project)
  return id
}

const client = randomUUID()

const change = (id: string, step: object) =>
  workspace.call('POST', `projects/${id}/changes`, { client, number: 1, base: 1, ...step })

const read = async (id: string) =>
  (await workspace.call('GET', `projects/${id}?client=${client}`)).body as unknown as ProjectState

const rename = [{ op: 'add', path: '/panels/sales/name', value: 'Shop' }]

describe('a project', () => {
  it('has ids where a file has none, which stay when it is applied again', async () => {
    const id = await makeProject()
    const { document, revision } = await read(id)
    expect(document.panels).toMatchObject([
      { id: 'sales', visualizations: [{ id: 'freeform' }, { id: 'text' }] },
      { id: 'b' },
    ])
    const project = { kind: 'project', id, dataView: 'main', panels: [panel, { id: 'b' }] }
    expect(await workspace.post('apply', project)).toMatchObject({
      changes: [{ change: 'unchanged', version: revision }],
    })
  })

  it('holds all that is on the canvas', async () => {
    const id = await makeProject({
      description: 'Every Monday',
      tags: ['sales'],
      owner: 'ann',
      density: 'compact',
      panels: [
        {
          comparison: { with: 'previous-period', alignDates: true },
          filters: [{ dimension: 'page', items: ['Home'], isSingle: true }],
          visualizations: [
            { id: 't', type: 'freeform', layout: { x: 0, y: 0, width: 8, height: 6 } },
            {
              type: 'line',
              source: 't',
              cells: { rows: [['Home'], ['Cart', 'mobile']], columns: ['c1'], isLocked: true },
              comparison: { with: { dateRange: 'last-month' } },
              caption: 'By page',
              density: 'comfortable',
            },
            { type: 'section', name: 'Details' },
          ],
        },
      ],
    })
    expect((await read(id)).document).toMatchObject({ owner: 'ann', density: 'compact' })
  })

  it.each([
    [{ layout: { x: 6, y: 0, width: 7, height: 1 } }, 'panels[0].visualizations[0].layout.width'],
    [{ comparison: { with: 'yesteryear' } }, 'panels[0].visualizations[0].comparison'],
    [{ cells: { rows: ['Home'] } }, 'panels[0].visualizations[0].cells.rows[0]'],
  ])('says where it is wrong: %o', async (wrong, path) => {
    const visualizations = [{ type: 'line', ...wrong }]
    const project = { kind: 'project', id: 'x', dataView: 'main', panels: [{ visualizations }] }
    const { status, body } = await workspace.call('POST', 'apply', project)
    expect([status, body['code'], body['path']]).toEqual([
      400,
      'definition/invalid',
      expect.stringContaining(path),
    ])
  })

  it('has no id twice', async () => {
    const panels = [{ id: 'a' }, { id: 'a' }]
    const project = { kind: 'project', id: 'x', dataView: 'main', panels }
    const { body } = await workspace.call('PUT', 'definitions/project/x', project)
    expect(body).toMatchObject({ code: 'definition/invalid', path: 'panels[1].id' })
  })

  it('names a date range that it compares with, which cannot be removed then', async () => {
    await workspace.post('apply', { kind: 'date-range', id: 'spring', ...january })
    await makeProject({ panels: [{ comparison: { with: { dateRange: 'spring' } } }] })
    expect((await workspace.call('DELETE', 'definitions/date-range/spring')).status).toBe(409)
  })
})

describe('steps', () => {
  it('are versions of the definition', async () => {
    const id = await makeProject()
    expect(await change(id, { patches: rename, note: 'Renamed' })).toMatchObject({
      status: 200,
      body: { revision: 2, merged: false },
    })
    const stored = await workspace.call('GET', `definitions/project/${id}`)
    expect([stored.headers.get('etag'), stored.body]).toMatchObject([
      '"2"',
      { panels: [{ name: 'Shop' }, {}] },
    ])
    const again = { ...stored.body, name: 'File' }
    const old = await workspace.call('PUT', `definitions/project/${id}`, again, {
      'if-match': '"1"',
    })
    expect(old.status).toBe(412)
    const put = await workspace.call('PUT', `definitions/project/${id}`, again, {
      'if-match': '"2"',
    })
    expect([put.status, put.headers.get('etag')]).toEqual([200, '"3"'])
    const { rows } = await steps(id)
    expect(rows.map(({ kind, note, touched }) => [kind, note, touched])).toEqual([
      ['change', 'Renamed', ['panels/sales']],
      ['files', null, ['name']],
    ])
  })

  const steps = async (id: string, after = 1) =>
    (await workspace.call('GET', `projects/${id}/changes?after=${after}`))
      .body as unknown as ProjectSteps

  it('of the same panel are refused with both sides, and what is next is told', async () => {
    const id = await makeProject()
    await change(id, { patches: rename })
    const patches = [{ op: 'replace', path: '/panels/sales/name', value: 'Mine' }]
    const other = { client: randomUUID(), patches }
    expect(await change(id, other)).toMatchObject({
      status: 409,
      body: {
        code: 'project/conflict',
        conflict: [{ panel: 'sales', yours: { name: 'Mine' }, theirs: { name: 'Shop' } }],
      },
    })
    expect(await change(id, { ...other, base: 2, number: 3 })).toMatchObject({
      status: 409,
      body: { code: 'project/wrong-number', expectedNumber: 1 },
    })
    expect((await change(id, { ...other, base: 2 })).status).toBe(200)
  })

  it('that are wrong are told with the patch', async () => {
    const id = await makeProject()
    const none = [...rename, { op: 'remove', path: '/panels/none' }]
    expect(await change(id, { patches: none })).toMatchObject({
      status: 400,
      body: { code: 'project/wrong-patch', path: 'patches[1].path' },
    })
    const open = [{ op: 'add', path: '/panels/b/settingz', value: {} }]
    expect(await change(id, { patches: open })).toMatchObject({
      status: 400,
      body: { code: 'definition/invalid', path: 'panels[1].settingz' },
    })
    const visualization = { type: 'line', request: { kind: 'pie' } }
    const kind = [{ op: 'add', path: '/panels/b/visualizations/-', value: visualization }]
    expect((await change(id, { patches: kind })).status).toBe(400)
    expect((await change(id, { base: 7, patches: rename })).body).toMatchObject({
      code: 'project/unknown-revision',
    })
    expect((await change(id, { patches: [] })).status).toBe(400)
    expect((await change(id, { number: 0, patches: rename })).status).toBe(400)
    expect((await change('none', { patches: rename })).status).toBe(404)
    expect((await read(id)).revision).toBe(1)
  })

  it('are undone and redone, by what is read after a reload', async () => {
    const id = await makeProject()
    await change(id, { patches: rename, note: 'Renamed' })
    expect(await read(id)).toMatchObject({
      undo: { revision: 2, note: 'Renamed' },
      redo: null,
      nextNumber: 2,
    })
    const undone = await workspace.post<StepTaken>(`projects/${id}/undo`, { client, number: 2 })
    expect(undone).toMatchObject({ revision: 3, document: { panels: [{ name: 'Sales' }, {}] } })
    expect(await read(id)).toMatchObject({ undo: null, redo: { revision: 3 }, nextNumber: 3 })
    await workspace.post(`projects/${id}/redo`, { client, number: 3 })
    expect((await read(id)).document.panels[0]).toMatchObject({ name: 'Shop' })
    const none = await workspace.call('POST', `projects/${id}/redo`, { client })
    expect([none.status, none.body['code']]).toEqual([409, 'project/nothing-left'])
    await workspace.post(`projects/${id}/undo`, {})
    expect((await read(id)).document.panels[0]).toMatchObject({ name: 'Sales' })
    const named = await workspace.call('POST', `projects/${id}/undo`, { client, revision: 2 })
    expect([named.status, named.body['code']]).toEqual([409, 'project/nothing-left'])
    const wrong = await workspace.call('POST', `projects/${id}/undo`, { number: 4 })
    expect(wrong.body).toMatchObject({ code: 'request/invalid', path: 'client' })
  })

  it('are told as they are taken, behind what a client has seen', async () => {
    const id = await makeProject()
    await change(id, { patches: rename })
    const gone = new AbortController()
    const headers = { accept: 'text/event-stream', 'last-event-id': '1' }
    const response = await workspace.app.request(`/api/v1/projects/${id}/changes`, {
      headers,
      signal: gone.signal,
    })
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const readUntil = async (wanted: string) => {
      while (!text.includes(wanted)) text += (await reader.read()).value ?? ''
    }
    await readUntil('id: 2')
    await change(id, { base: 2, number: 2, patches: rename })
    await readUntil('id: 3')
    expect(text.match(/event: \w+/g)).toEqual(['event: step', 'event: step'])
    expect(text).toContain('"path":"/panels/sales/name"')
    gone.abort()
    await reader.cancel()
  })
})

it('versions have names, are compared in words, and restored', async () => {
  const id = await makeProject()
  await workspace.post(`projects/${id}/versions`, { name: 'As sent' })
  await change(id, { patches: rename })
  const differences = (query: string) =>
    workspace.call('GET', `projects/${id}/differences?${query}`).then(({ body }) => body)
  const renamed = [
    {
      panel: 'sales',
      title: 'Shop',
      change: 'changed',
      texts: ['title changed from “Sales” to “Shop”.'],
    },
  ]
  expect(await differences('from=v1')).toEqual(renamed)
  expect(await differences('from=1&to=2')).toEqual(renamed)
  expect(await differences('from=now&to=2')).toEqual([])
  await workspace.post(`projects/${id}/versions/1/restore`, { client, number: 2 })
  expect(await differences('from=v1')).toEqual([])
  expect((await read(id)).undo).toMatchObject({ note: '“As sent” restored' })
  expect((await workspace.call('DELETE', `projects/${id}/versions/1`)).status).toBe(204)
  expect((await workspace.call('GET', `projects/${id}/versions/1`)).status).toBe(404)
})

it('projects are listed with stars and when they were opened', async () => {
  const id = await makeProject({ name: 'Mine', owner: 'ann' })
  const find = async () => {
    const { body } = await workspace.call('GET', 'projects')
    return (body as unknown as { id: string }[]).find((each) => each.id === id)
  }
  expect(await find()).toMatchObject({
    name: 'Mine',
    owner: 'ann',
    revision: 1,
    isStarred: false,
    openedAt: null,
  })
  for (const mark of ['star', 'opened']) {
    expect((await workspace.call('PUT', `projects/${id}/${mark}`)).status).toBe(204)
  }
  expect(await find()).toMatchObject({ isStarred: true, openedAt: expect.any(String) })
  expect((await read(id)).isStarred).toBe(true)
  await workspace.call('DELETE', `projects/${id}/star`)
  expect(await find()).toMatchObject({ isStarred: false, openedAt: expect.any(String) })
  expect((await workspace.call('PUT', 'projects/none/star')).status).toBe(404)
})
