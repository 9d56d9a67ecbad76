import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProjectDocument } from '../src/model/projects/document.ts'
import { newId } from '../src/web/project/new-id.ts'
import {
  addPanel,
  copyPanel,
  findPanel,
  movePanel,
  removePanel,
  setPanel,
  setProject,
} from '../src/web/project/project-patches.ts'
import {
  goodNetwork,
  memoryStore,
  openPage,
  type PageOptions,
  type TestPage,
  until,
  untilSaved,
} from './support/project-pages.ts'
import { openShop, type Workspace } from './support/workspace.ts'

let workspace: Workspace
const pages: TestPage[] = []

beforeAll(async () => {
  workspace = await openShop()
})

afterAll(async () => {
  for (const page of pages) page.close()
  await workspace.close()
})

/** A new project with panels of these ids. */
async function makeProject(...panels: readonly string[]): Promise<string> {
  const id = `p-${newId()}`
  const entries = panels.map((panel) => ({ id: panel, visualizations: [] }))
  await workspace.post('apply', { kind: 'project', id, dataView: 'main', panels: entries })
  return id
}

async function open(project: string, options?: PageOptions): Promise<TestPage> {
  const page = openPage(workspace, project, options)
  pages.push(page)
  await until(() => page.snapshot().document !== null, 'the project')
  return page
}

const onServer = async (project: string): Promise<ProjectDocument> =>
  (await workspace.call('GET', `projects/${project}`)).body['document'] as ProjectDocument

const stepsOf = async (project: string) =>
  (await workspace.call('GET', `projects/${project}/changes?limit=1000`)).body['rows'] as {
    readonly kind: string
    readonly note: string | null
  }[]

const rename = (page: TestPage, panel: string, name: string, key?: string): void =>
  page.client.edit((document) => setPanel(document, panel, { name }), {
    note: name,
    ...(key !== undefined && { key }),
  })

const nameIn = (document: ProjectDocument, panel: string): unknown =>
  findPanel(document, panel)?.['name']

describe('a page of a project', () => {
  it('shows a change at once and saves it by itself', async () => {
    const project = await makeProject('a')
    const page = await open(project)
    rename(page, 'a', 'Sales')
    expect(nameIn(page.shown(), 'a')).toBe('Sales')
    expect(page.snapshot().saved.kind).toBe('saving')
    await untilSaved(page)
    expect(await onServer(project)).toEqual(page.shown())
  })

  it('sends what is typed as one step, and what is done apart as steps of their own', async () => {
    const project = await makeProject('a', 'b')
    const page = await open(project)
    for (const name of ['S', 'Sa', 'Sal', 'Sale']) rename(page, 'a', name, 'name a')
    rename(page, 'b', 'Other', 'name b')
    await untilSaved(page)
    expect((await stepsOf(project)).filter(({ kind }) => kind === 'change')).toHaveLength(2)
    expect(nameIn(await onServer(project), 'a')).toBe('Sale')
  })

  it('loses nothing that is done while a slow server saves, and keeps the order', async () => {
    const project = await makeProject('a')
    const page = await open(project)
    page.network.delayMs = () => 30
    const names = Array.from({ length: 12 }, (_, k) => `name ${k}`)
    for (const name of names) {
      rename(page, 'a', name)
      await new Promise((done) => setTimeout(done, 10))
    }
    expect(nameIn(page.shown(), 'a')).toBe('name 11')
    await until(() => page.snapshot().saved.kind === 'saving', 'saving')
    expect(page.snapshot().saved).toEqual({ kind: 'saving', isSlow: true })
    await untilSaved(page)
    const notes = (await stepsOf(project)).filter(({ kind }) => kind === 'change')
    expect(notes.map(({ note }) => note)).toEqual(names)
    expect(await onServer(project)).toEqual(page.shown())
  })

  it('says that the server is away, tries again, and then saves everything', async () => {
    const project = await makeProject('a')
    const page = await open(project)
    page.network.loses = () => 'request'
    rename(page, 'a', 'First')
    rename(page, 'a', 'Second')
    await until(() => page.snapshot().saved.kind === 'offline', 'offline')
    expect(nameIn(await onServer(project), 'a')).toBeUndefined()
    page.network.loses = () => undefined
    await untilSaved(page)
    expect(nameIn(await onServer(project), 'a')).toBe('Second')
  })

  it('goes on after a reload with what the server never heard', async () => {
    const project = await makeProject('a')
    const store = memoryStore()
    const client = crypto.randomUUID()
    const page = await open(project, { store, client })
    page.network.loses = () => 'request'
    rename(page, 'a', 'First')
    page.client.edit((document) => addPanel(document, { id: 'b', visualizations: [] }))
    await until(() => page.snapshot().saved.kind === 'offline', 'offline')
    page.close()
    const reloaded = await open(project, { store, client })
    await untilSaved(reloaded)
    const document = await onServer(project)
    expect(nameIn(document, 'a')).toBe('First')
    expect(document.panels.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(store.size()).toBe(0)
  })

  it('does once what is sent again because its answer was lost, after a reload, too', async () => {
    const project = await makeProject('a')
    const store = memoryStore()
    const client = crypto.randomUUID()
    const page = await open(project, { store, client })
    page.network.loses = () => 'answer'
    page.network.eventDelayMs = () => 60_000
    page.client.edit((document) => copyPanel(document, 'a', 'Copy'))
    await until(() => page.snapshot().saved.kind === 'offline', 'offline')
    page.close()
    const reloaded = await open(project, { store, client })
    await untilSaved(reloaded)
    expect((await onServer(project)).panels).toHaveLength(2)
    expect(reloaded.shown()).toEqual(await onServer(project))
  })

  it('undoes ten changes after a reload, and redoes them', async () => {
    const project = await makeProject('a')
    const client = crypto.randomUUID()
    const first = await open(project, { client })
    const names = Array.from({ length: 10 }, (_, k) => `name ${k}`)
    for (const name of names) rename(first, 'a', name)
    await untilSaved(first)
    first.close()
    const page = await open(project, { client })
    expect(page.snapshot().canUndo).toBe(true)
    for (const _ of names) page.client.undo()
    await untilSaved(page)
    expect(nameIn(page.shown(), 'a')).toBeUndefined()
    await until(() => !page.snapshot().canUndo && page.snapshot().canRedo, 'nothing to undo')
    for (const _ of names) page.client.redo()
    await untilSaved(page)
    expect(nameIn(page.shown(), 'a')).toBe('name 9')
    expect(await onServer(project)).toEqual(page.shown())
  })

  it('undoes more often than there is something without harm', async () => {
    const project = await makeProject('a')
    const page = await open(project)
    rename(page, 'a', 'Once')
    for (let k = 0; k < 4; k++) page.client.undo()
    rename(page, 'a', 'Later')
    await untilSaved(page)
    expect(nameIn(await onServer(project), 'a')).toBe('Later')
    expect(page.snapshot().refused).toEqual([])
  })

  it('tells what the server does not take, and goes on with the rest', async () => {
    const project = await makeProject('a')
    const page = await open(project)
    page.client.edit((document) => setPanel(document, 'a', { dataView: 'nowhere' }))
    rename(page, 'a', 'Fine')
    await untilSaved(page)
    expect(page.snapshot().refused.map(({ problem }) => problem.status)).toEqual([400])
    expect(nameIn(await onServer(project), 'a')).toBe('Fine')
    expect(page.shown()).toEqual(await onServer(project))
    page.client.dismiss()
    expect(page.snapshot().refused).toEqual([])
  })

  it('takes another client where its numbers are used by a copy of it', async () => {
    const project = await makeProject('a', 'b')
    const client = crypto.randomUUID()
    const [one, copy] = [await open(project, { client }), await open(project, { client })]
    rename(one, 'a', 'One')
    rename(copy, 'b', 'Copy')
    await Promise.all([untilSaved(one), untilSaved(copy)])
    const document = await onServer(project)
    expect([nameIn(document, 'a'), nameIn(document, 'b')]).toEqual(['One', 'Copy'])
  })

  it('restores a version by a step that can be undone', async () => {
    const project = await makeProject('a')
    const page = await open(project)
    await workspace.post(`projects/${project}/versions`, { name: 'Start' })
    rename(page, 'a', 'Later')
    await untilSaved(page)
    page.client.restore(1)
    await untilSaved(page)
    expect(nameIn(page.shown(), 'a')).toBeUndefined()
    page.client.undo()
    await untilSaved(page)
    expect(nameIn(page.shown(), 'a')).toBe('Later')
  })
})

describe('two pages of one project', () => {
  it('bring together what is done in different panels', async () => {
    const project = await makeProject('a', 'b')
    const [one, two] = [await open(project), await open(project)]
    rename(one, 'a', 'Of one')
    rename(two, 'b', 'Of two')
    two.client.edit((document) => movePanel(document, 'b', -1))
    await Promise.all([untilSaved(one), untilSaved(two)])
    const document = await onServer(project)
    expect([nameIn(document, 'a'), nameIn(document, 'b')]).toEqual(['Of one', 'Of two'])
    expect(document.panels.map(({ id }) => id)).toEqual(['b', 'a'])
    for (const page of [one, two]) {
      await until(() => isDeepStrictEqual(page.shown(), document), 'both changes')
    }
  })

  for (const side of ['yours', 'theirs'] as const) {
    it(`ask where both change one panel: ${side}`, async () => {
      const project = await makeProject('a', 'b')
      const [one, two] = [await open(project), await open(project)]
      two.network.eventDelayMs = () => 60_000
      two.network.loses = () => 'request'
      rename(two, 'a', 'Two, first')
      rename(two, 'a', 'Two')
      rename(two, 'b', 'B')
      rename(one, 'a', 'One')
      await untilSaved(one)
      two.network.loses = () => undefined
      // It is decided before the answer to the other panel has come.
      two.network.delayMs = () => 100
      await until(() => two.snapshot().conflicts.length > 0, 'a conflict')
      const [conflict] = two.snapshot().conflicts
      expect(conflict).toMatchObject({ panel: 'a', field: 'panels/a', theirs: { name: 'One' } })
      expect(nameIn(two.shown(), 'a')).toBe('Two')
      await until(() => nameIn(one.shown(), 'b') === 'B', 'the other panel')
      two.client.decide('panels/a', side)
      await untilSaved(two)
      const name = side === 'yours' ? 'Two' : 'One'
      expect(nameIn(await onServer(project), 'a')).toBe(name)
      await until(() => nameIn(one.shown(), 'a') === name, 'the decision')
      expect(two.shown()).toEqual(await onServer(project))
    })
  }

  it('ask again after a reload, with everything that was done', async () => {
    const project = await makeProject('a')
    const store = memoryStore()
    const client = crypto.randomUUID()
    const [one, two] = [await open(project), await open(project, { store, client })]
    two.network.loses = () => 'request'
    rename(two, 'a', 'Two')
    two.client.edit((document) => setPanel(document, 'a', { description: 'Mine' }))
    rename(one, 'a', 'One')
    await untilSaved(one)
    two.close()
    const again = await open(project, { store, client })
    await until(() => again.snapshot().conflicts.length > 0, 'a conflict')
    again.close()
    const later = await open(project, { store, client })
    expect(later.snapshot().conflicts).toHaveLength(1)
    later.client.decide('panels/a', 'yours')
    await untilSaved(later)
    expect(findPanel(await onServer(project), 'a')).toMatchObject({
      name: 'Two',
      description: 'Mine',
    })
  })

  it('keep a panel that one has removed and the other has changed, if that is wanted', async () => {
    const project = await makeProject('a')
    const [one, two] = [await open(project), await open(project)]
    two.network.loses = () => 'request'
    rename(two, 'a', 'Kept')
    one.client.edit((document) => removePanel(document, 'a'))
    await untilSaved(one)
    await until(() => two.snapshot().revision === one.snapshot().revision, 'the removal')
    expect(nameIn(two.shown(), 'a')).toBe('Kept')
    two.network.loses = () => undefined
    await until(() => two.snapshot().conflicts.length > 0, 'a conflict')
    expect(two.snapshot().conflicts[0]).toMatchObject({ panel: 'a', theirs: null })
    two.client.decide('panels/a', 'yours')
    await untilSaved(two)
    expect(nameIn(await onServer(project), 'a')).toBe('Kept')
  })

  it('ask about the title of the project, too', async () => {
    const project = await makeProject()
    const [one, two] = [await open(project), await open(project)]
    two.network.loses = () => 'request'
    two.client.edit((document) => setProject(document, { name: 'Two' }))
    one.client.edit((document) => setProject(document, { name: 'One' }))
    await untilSaved(one)
    two.network.loses = () => undefined
    await until(() => two.snapshot().conflicts.length > 0, 'a conflict')
    two.client.decide('name', 'yours')
    await untilSaved(two)
    expect((await onServer(project))['name']).toBe('Two')
  })
  it('are asked once, however soon it is decided and however late others are heard of', async () => {
    const project = await makeProject()
    const [one, two] = [await open(project), await open(project)]
    two.network.loses = () => 'request'
    two.network.eventDelayMs = () => 60_000
    two.client.edit((document) => setProject(document, { name: 'Two' }))
    one.client.edit((document) => setProject(document, { name: 'One' }))
    await untilSaved(one)
    two.network.delayMs = () => 40
    two.network.loses = () => undefined
    await until(() => two.snapshot().conflicts.length > 0, 'a conflict')
    two.client.decide('name', 'yours')
    await until(() => two.snapshot().saved.kind !== 'saving', 'an answer')
    expect(two.snapshot().conflicts).toEqual([])
    expect((await onServer(project))['name']).toBe('Two')
  })
})

describe('by law', () => {
  const act = fc.oneof(
    fc.record({ kind: fc.constant('name' as const), panel: fc.nat(2), text: fc.nat(9) }),
    fc.record({ kind: fc.constant('move' as const), panel: fc.nat(2) }),
    fc.record({ kind: fc.constant('add' as const) }),
    fc.record({ kind: fc.constant('undo' as const) }),
    fc.record({ kind: fc.constant('reload' as const) }),
  )
  const world = fc.record({
    acts: fc.array(fc.tuple(fc.nat(1), act), { minLength: 1, maxLength: 14 }),
    delays: fc.infiniteStream(fc.nat(12)),
    losses: fc.infiniteStream(fc.constantFrom('request', 'answer', undefined, undefined)),
    sides: fc.infiniteStream(fc.constantFrom('yours', 'theirs')),
  })

  it('all pages end with what the server has, and own panels keep what was done there', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ acts, delays, losses, sides }) => {
        const project = await makeProject('p0', 'p1', 'p2')
        const take = <T>(stream: fc.Stream<T>) => stream.next().value
        const bad = () => ({
          delayMs: () => take(delays),
          loses: () => take(losses),
          eventDelayMs: () => take(delays) * 2,
        })
        const keeping = [0, 1].map(() => ({ store: memoryStore(), client: crypto.randomUUID() }))
        const reopen = (at: number) => open(project, { ...keeping[at]!, network: bad() })
        const both = [await reopen(0), await reopen(1)]
        const own = ['own-0', 'own-1']
        const done: string[] = []
        for (const [at, each] of acts) {
          const page = both[at]!
          if (each.kind === 'name') rename(page, `p${each.panel}`, `${at} ${each.text}`)
          if (each.kind === 'move') {
            page.client.edit((before) => movePanel(before, `p${each.panel}`, 1))
          }
          if (each.kind === 'add') {
            const id = `${own[at]}-${done.length}`
            page.client.edit((before) => addPanel(before, { id, visualizations: [] }))
            done.push(id)
          }
          if (each.kind === 'undo') page.client.undo()
          if (each.kind === 'reload') {
            page.close()
            both[at] = await reopen(at)
          }
        }
        for (const page of both) Object.assign(page.network, goodNetwork())
        const isDone = () => {
          for (const page of both) {
            const [conflict] = page.snapshot().conflicts
            if (conflict !== undefined) {
              page.client.decide(conflict.field, take(sides) as 'yours')
            }
          }
          return both.every((page) => page.snapshot().saved.kind === 'saved')
        }
        await until(isDone, 'all saved')
        await until(
          () => both[0]!.snapshot().revision === both[1]!.snapshot().revision,
          'the same revision',
        )
        const document = await onServer(project)
        for (const page of both) {
          expect(page.shown()).toEqual(document)
          expect(page.snapshot().refused).toEqual([])
          page.close()
        }
        if (acts.every(([, { kind }]) => kind !== 'undo')) {
          const ids = document.panels.map(({ id }) => id)
          expect(ids).toEqual(expect.arrayContaining(done))
        }
      }),
      { numRuns: 12 },
    )
  })
})
