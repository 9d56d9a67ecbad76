import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyDatabase, isPostgresThere, makeDatabase } from '../../../test/support/databases.ts'
import { drawInPanel, drawStep } from '../../../test/support/random-projects.ts'
import { type Project, parseDefinitionAs } from '../../model/definitions/index.ts'
import { applyPatches } from '../../model/projects/apply-patches.ts'
import { type ProjectDocument, settleProject } from '../../model/projects/document.ts'
import type { Patch } from '../../model/projects/patch.ts'
import { readFormula } from '../../query/formula/index.ts'
import { openStore, restoreStore, type StepBy, type Store } from '../index.ts'

const ground = [
  { kind: 'dataset', id: 'web', type: 'event' },
  { kind: 'connection', id: 'all', datasets: [{ dataset: 'web', personId: 'email' }] },
  { kind: 'data-view', id: 'main', connection: 'all' },
]
const project = {
  kind: 'project',
  id: 'p',
  name: 'Weekly',
  dataView: 'main',
  panels: [
    { id: 'a', visualizations: [{ id: 't', type: 'line' }] },
    { id: 'b' },
    { id: 'c', name: 'Third' },
  ],
}

const read = (document: unknown): Project => parseDefinitionAs('project', document)
/** What random steps make need not be a project: only that it is kept as they say. */
const readAnything = () => read(project)

const [ann, bob] = [randomUUID(), randomUUID()]
const by = (client: string, number: number, fingerprint = 'x'): StepBy => ({
  author: client === ann ? 'ann' : 'bob',
  client,
  number,
  fingerprint,
})
const set = (path: string, value: unknown): Patch => ({ op: 'add', path, value })
const whose = (client: string) => ({ client })

/** What every kind of database must do. `open` gives an empty store. */
const conformance = (open: () => Promise<Store>): void => {
  let store: Store
  let first: ProjectDocument
  const change = (
    who: StepBy,
    base: number,
    patches: readonly Patch[],
    readProject: () => Project = readAnything,
  ) => store.projects.change('p', who, { base, patches, note: null }, readProject)
  const takeBack = (client: string, number: number, what: 'undo' | 'redo') =>
    store.projects.takeBack('p', by(client, number, what), what, whose(client), readAnything)
  const now = async () => (await store.projects.read('p')).document

  beforeEach(async () => {
    store = await open()
    await store.definitions.applyAll([...ground, project])
    first = await now()
    return () => store.close()
  })

  it('counts revisions as versions of the definition, and keeps none between steps', async () => {
    expect(await change(by(ann, 1), 1, [set('/name', 'A')])).toEqual({ revision: 2, merged: false })
    expect(await change(by(ann, 2), 2, [set('/name', 'B')])).toEqual({ revision: 3, merged: false })
    const stored = await store.definitions.get('project', 'p')
    expect([stored.version, stored.definition.name]).toEqual([3, 'B'])
    const history = await store.definitions.history('project', 'p')
    expect(history.map(({ version }) => version)).toEqual([1, 3])
    await expect(store.definitions.put(project, { ifVersion: 2 })).rejects.toMatchObject({
      code: 'definition/version-conflict',
    })
  })

  it('puts changes of other panels behind each other, and tells what came of them', async () => {
    await change(by(ann, 1), 1, [{ op: 'remove', path: '/panels/a' }])
    const merged = await change(by(bob, 1), 1, [
      set('/panels/c/name', 'C'),
      { op: 'move', from: '/panels/c', path: '/panels/b' },
    ])
    expect(merged).toMatchObject({ revision: 3, merged: true })
    expect(merged.document).toEqual(await now())
    expect((await now()).panels.map(({ id, name }) => [id, name])).toEqual([
      ['c', 'C'],
      ['b', undefined],
    ])
  })

  it('refuses changes of the same panel with both sides', async () => {
    await change(by(ann, 1), 1, [set('/panels/a/name', 'Ann')])
    const patches = [set('/panels/a/name', 'Bob'), set('/panels/b/name', 'B')]
    await expect(change(by(bob, 1), 1, patches)).rejects.toMatchObject({
      code: 'project/conflict',
      status: 409,
      params: {
        conflict: [
          {
            panel: 'a',
            field: 'panels/a',
            yours: { id: 'a', name: 'Bob', visualizations: [{ id: 't' }] },
            theirs: { id: 'a', name: 'Ann' },
            author: 'ann',
            revision: 2,
          },
        ],
      },
    })
    expect((await now()).panels[1]).not.toHaveProperty('name')
    const gone = change(by(ann, 2), 2, [{ op: 'remove', path: '/panels/c' }])
    expect((await gone).revision).toBe(3)
    await expect(change(by(bob, 1), 1, [set('/panels/c/name', 'x')])).rejects.toMatchObject({
      params: { conflict: [{ panel: 'c', yours: { name: 'x' }, theirs: null }] },
    })
  })

  it('takes fields of the project by themselves, and settings by theirs', async () => {
    await change(by(ann, 1), 1, [set('/name', 'Ann'), set('/settings', { x: 1 })])
    await expect(change(by(bob, 1), 1, [set('/name', 'Bob')])).rejects.toMatchObject({
      params: { conflict: [{ panel: null, field: 'name', yours: 'Bob', theirs: 'Ann' }] },
    })
    await change(by(bob, 1), 1, [set('/description', 'Bob')])
    await change(by(ann, 2), 2, [set('/settings/x', 2)])
    await change(by(bob, 2), 3, [set('/settings/y', 3)])
    expect(await now()).toMatchObject({ settings: { x: 2, y: 3 }, description: 'Bob' })
  })

  it('has no conflict with what was taken back meanwhile', async () => {
    await change(by(ann, 1), 1, [set('/panels/a/name', 'Ann')])
    await takeBack(ann, 2, 'undo')
    expect(await change(by(bob, 1), 1, [set('/panels/a/name', 'Bob')])).toMatchObject({
      revision: 4,
      merged: true,
    })
    await expect(takeBack(ann, 3, 'redo')).rejects.toMatchObject({ code: 'project/changed-since' })
  })

  it('lets a client send ahead of the answers', async () => {
    await change(by(ann, 1), 1, [set('/panels/a/name', '1')])
    await change(by(ann, 2), 1, [set('/panels/a/name', '2')])
    await change(by(bob, 1), 1, [set('/panels/b/name', 'B')])
    expect(await change(by(ann, 3), 1, [set('/panels/a/name', '3')])).toMatchObject({
      merged: true,
    })
    expect((await now()).panels[0]).toMatchObject({ name: '3' })
  })

  it('does a step once, however often it comes, and keeps the order', async () => {
    const patches = [set('/panels/a/segments', []), set('/panels/a/segments/-', 's')]
    const once = await change(by(ann, 1), 1, patches)
    expect(await change(by(ann, 1), 1, patches)).toMatchObject(once)
    await change(by(bob, 1), 2, [set('/panels/b/name', 'B')])
    const again = await change(by(ann, 1), 1, patches)
    expect(again).toMatchObject({ ...once, document: await now() })
    expect((await now()).panels[0]).toMatchObject({ segments: ['s'] })
    await expect(change(by(ann, 3), 3, patches)).rejects.toMatchObject({
      code: 'project/wrong-number',
      params: { expectedNumber: 2 },
    })
    await expect(change(by(ann, 1, 'another'), 1, patches)).rejects.toMatchObject({
      code: 'project/number-used',
    })
    await takeBack(ann, 2, 'undo')
    expect(await takeBack(ann, 2, 'undo')).toMatchObject({ revision: 4 })
    expect((await store.projects.read('p')).revision).toBe(4)
    expect(await store.projects.lastNumber('p', ann)).toBe(2)
  })

  it('does one of two that come at once', async () => {
    const patches = [set('/panels/a/segments', []), set('/panels/a/segments/-', 's')]
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => change(by(ann, 1), 1, patches)),
    )
    expect(answers.map(({ revision }) => revision)).toEqual([2, 2, 2, 2])
  })

  it('undoes and redoes the steps of one client, or of an author', async () => {
    await change(by(ann, 1), 1, [set('/name', '1')])
    await change(by(ann, 2), 2, [set('/name', '2')])
    await change(by(bob, 1), 3, [set('/panels/b/name', 'B')])
    await takeBack(ann, 3, 'undo')
    await takeBack(ann, 4, 'undo')
    expect((await now())['name']).toBe('Weekly')
    await expect(takeBack(ann, 5, 'undo')).rejects.toMatchObject({ code: 'project/nothing-left' })
    await takeBack(ann, 5, 'redo')
    expect((await now())['name']).toBe('1')
    await takeBack(ann, 6, 'redo')
    expect((await now())['name']).toBe('2')
    await takeBack(ann, 7, 'undo')
    const next = await store.projects.next('p', whose(ann))
    expect([next.undo?.kind, next.redo?.kind]).toEqual(['redo', 'undo'])
    await change(by(ann, 8), 9, [set('/name', '3')])
    expect((await store.projects.next('p', whose(ann))).redo).toBeNull()
    const author = { author: 'bob', client: null, number: null, fingerprint: '' }
    await store.projects.takeBack('p', author, 'undo', { author: 'bob' }, readAnything)
    expect((await now()).panels).toEqual(first.panels)
    expect((await now())['name']).toBe('3')
  })

  it('says what cannot be undone because somebody else has changed it since', async () => {
    await change(by(ann, 1), 1, [set('/panels/a/name', 'Ann')])
    await change(by(bob, 1), 2, [set('/panels/a/name', 'Bob')])
    await expect(takeBack(ann, 2, 'undo')).rejects.toMatchObject({
      code: 'project/changed-since',
      message: expect.stringContaining('revision 2 cannot be undone'),
      params: {
        conflict: [{ panel: 'a', theirs: { name: 'Bob' }, author: 'bob', revision: 3 }],
      },
    })
    await takeBack(bob, 2, 'undo')
    await takeBack(ann, 2, 'undo')
    expect(await now()).toEqual(first)
  })

  it('takes back an earlier step where that is wanted', async () => {
    await change(by(ann, 1), 1, [set('/panels/b/name', 'Ann')])
    await change(by(ann, 2), 2, [set('/panels/a/name', 'Ann')])
    await change(by(bob, 1), 3, [set('/panels/a/name', 'Bob')])
    const step = (number: number, what: 'undo' | 'redo', revision: number) => {
      const own = { client: ann, revision }
      return store.projects.takeBack('p', by(ann, number, what), what, own, readAnything)
    }
    await expect(step(3, 'undo', 3)).rejects.toMatchObject({ code: 'project/changed-since' })
    await expect(step(3, 'undo', 4)).rejects.toMatchObject({ code: 'project/nothing-left' })
    await step(3, 'undo', 2)
    expect((await now()).panels[1]).not.toHaveProperty('name')
    await step(4, 'redo', 5)
    expect((await now()).panels).toMatchObject([{ name: 'Bob' }, { name: 'Ann' }, {}])
  })

  it('takes a file as a step', async () => {
    const [a, b, c] = project.panels
    await store.definitions.put({ ...project, panels: [c, { ...a, name: 'File' }, b] })
    const { rows, isWhole } = await store.projects.steps('p', { after: 1, limit: 10 })
    expect([rows.length, isWhole, rows[0]?.kind, rows[0]?.author]).toEqual([
      1,
      true,
      'files',
      'files',
    ])
    expect(rows[0]?.touched.toSorted()).toEqual(['order/a', 'order/b', 'panels/a'])
    await expect(change(by(ann, 1), 1, [set('/panels/a/name', 'Ann')])).rejects.toMatchObject({
      params: { conflict: [{ author: 'files', theirs: { name: 'File' } }] },
    })
    await change(by(ann, 1), 1, [set('/panels/b/name', 'Ann')])
    await takeBack(ann, 2, 'undo')
    expect(await store.projects.readAt('p', 1)).toEqual(first)
  })

  it('checks what a step makes, and leaves everything as it was', async () => {
    const patches = [set('/panels/a/visualizations/t/layout', { x: 11, y: 0, width: 4, height: 1 })]
    const bad = store.projects.change('p', by(ann, 1), { base: 1, patches, note: null }, read)
    await expect(bad).rejects.toMatchObject({
      code: 'definition/invalid',
      path: ['panels', 0, 'visualizations', 0, 'layout', 'width'],
    })
    const view = { base: 1, patches: [set('/dataView', 'none')], note: null }
    await expect(store.projects.change('p', by(ann, 1), view, read)).rejects.toMatchObject({
      code: 'definition/unknown-reference',
    })
    expect((await store.projects.read('p')).revision).toBe(1)
    expect(await store.projects.lastNumber('p', ann)).toBe(0)
  })

  it('keeps named versions, and restores them as a step', async () => {
    await change(by(ann, 1), 1, [set('/panels/a/name', 'A')])
    const versions = store.projects.versions
    await versions.add('p', { name: 'Before', author: 'ann', revision: 1 })
    await versions.add('p', { name: 'Now', author: 'ann' })
    expect((await versions.list('p')).map(({ name, revision }) => [name, revision])).toEqual([
      ['Now', 2],
      ['Before', 1],
    ])
    await versions.restore('p', by(ann, 2), 1, read)
    expect(await now()).toEqual(first)
    await takeBack(ann, 3, 'undo')
    expect((await now()).panels[0]).toMatchObject({ name: 'A' })
    await versions.remove('p', 1)
    await expect(versions.restore('p', by(ann, 4), 1, read)).rejects.toMatchObject({
      code: 'project/unknown-version',
    })
  })

  it('goes with all that belongs to it', async () => {
    await change(by(ann, 1), 1, [set('/name', 'A')])
    await store.projects.versions.add('p', { name: 'Now', author: 'ann' })
    const share = { name: null, author: 'ann', createdAt: '', expiresAt: null, allowsDates: true }
    await store.projects.shares.add({ ...share, id: 's', project: 'p', hash: 'h' })
    await store.projects.marks.set('ann', 'p', { starredAt: '2026-01-01T00:00:00Z' })
    const copy = await store.copy()
    expect(copy.tables).toMatchObject({ project_steps: [{}], project_marks: [{}] })
    expect(copy.tables).not.toHaveProperty('project_shares')
    await store.definitions.remove('project', 'p')
    await store.definitions.put(project)
    expect(await store.projects.shares.find('s')).toBeUndefined()
    expect(await store.projects.versions.list('p')).toEqual([])
    expect((await store.projects.marks.list('ann')).size).toBe(0)
    expect((await store.projects.steps('p', { after: 0, limit: 9 })).rows).toEqual([])
    await expect(change(by(ann, 1), 2, [set('/name', 'A')])).rejects.toMatchObject({
      code: 'project/unknown-revision',
    })
  })

  describe('where few steps are kept', () => {
    beforeEach(() => void vi.stubEnv('THROUGHLINE_PROJECT_STEPS', '3'))
    afterEach(() => void vi.unstubAllEnvs())

    it('says what is gone', async () => {
      for (let at = 1; at <= 5; at++) await change(by(ann, at), at, [set('/name', String(at))])
      const page = await store.projects.steps('p', { after: 1, limit: 2 })
      expect([page.rows.map(({ revision }) => revision), page.next]).toEqual([[4, 5], 5])
      expect(page.isWhole).toBe(false)
      expect((await store.projects.steps('p', { after: 3, limit: 9 })).isWhole).toBe(true)
      await expect(change(by(bob, 1), 1, [set('/name', 'x')])).rejects.toMatchObject({
        code: 'project/unknown-revision',
      })
      expect(await change(by(ann, 1), 1, [set('/name', '1')])).toMatchObject({ revision: 6 })
      for (let at = 6; at <= 8; at++) await takeBack(ann, at, 'undo').catch(() => undefined)
      expect((await now())['name']).not.toBe('5')
    })
  })

  it('clients on panels of their own make the same of it in any order', async () => {
    const clients = fc.record({
      orders: fc.shuffledSubarray([...Array.from({ length: 12 }, (_, at) => at)], {
        minLength: 12,
      }),
      choices: fc.array(fc.nat(), { minLength: 400, maxLength: 400 }),
      base: fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }),
    })
    let round = 0
    await fc.assert(
      fc.asyncProperty(clients, async ({ orders, choices, base }) => {
        const id = `law${round++}`
        await store.definitions.put({ ...project, id })
        let at = 0
        const choose = <T>(of: readonly T[]): T => of[choices[at++ % choices.length]! % of.length]!
        const start = (await store.projects.read(id)).document
        const steps = ['a', 'b', 'c'].map((panel) => drawOwnSteps(start, panel, choose))
        const known = new Map<string, number>()
        const sent = [0, 0, 0]
        for (const order of orders) {
          const who = order % 3
          const patches = steps[who]![sent[who]!]!
          const client = `client-${who}`
          const seen = Math.max(1, (known.get(client) ?? 1) - base[order]!)
          const number = (sent[who] = sent[who]! + 1)
          const step = { author: client, client, number, fingerprint: '' }
          const planned = { base: seen, patches, note: null }
          const readProject = () => read({ ...project, id })
          const { revision } = await store.projects.change(id, step, planned, readProject)
          if (order % 2 === 0) await store.projects.change(id, step, planned, readProject)
          known.set(client, revision)
        }
        const oneByOne = applyPatches(start, steps.flat(2)).document
        expect((await store.projects.read(id)).document).toEqual(oneByOne)
      }),
      { numRuns: 12 },
    )
  })

  it('undoing everything gives the first document, redoing everything the last', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (stream) => {
        const start = await now()
        const author = randomUUID()
        const who = { author, client: null, number: null, fingerprint: '' }
        for (let count = 0; count < 6; count++) {
          const { document, revision } = await store.projects.read('p')
          await change(who, revision, drawStep(document, stream, `${author.slice(0, 8)}-${count}`))
        }
        const last = await now()
        const all = async (what: 'undo' | 'redo') => {
          for (let count = 0; count < 6; count++)
            await store.projects.takeBack('p', who, what, { author }, readAnything)
        }
        await all('undo')
        expect(await now()).toEqual(start)
        await all('redo')
        expect(await now()).toEqual(last)
      }),
      { numRuns: 10 },
    )
  })
}

/** Four steps of one client on its panel, each of what the ones before have made. */
const drawOwnSteps = (
  start: ProjectDocument,
  id: string,
  choose: <T>(of: readonly T[]) => T,
): readonly (readonly Patch[])[] => {
  let document = start
  return Array.from({ length: 4 }, (_, count) => {
    const panel = document.panels.find((each) => each.id === id)!
    const step = choose(drawInPanel(choose, panel, `${id}${count}`))
    document = applyPatches(document, step).document
    return step
  })
}

describe('SQLite', () => {
  let folder: string
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'throughline-projects-'))))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  conformance(() => openStore(':memory:', readFormula))

  it('a killed process loses no step that it has acknowledged', async () => {
    const path = join(folder, 'killed.db')
    const script = `
      import { openStore } from '${pathToFileURL(join(import.meta.dirname, '../index.ts'))}'
      const store = await openStore('${path}', () => 0)
      await store.definitions.applyAll(${JSON.stringify([...ground, project])})
      for (let number = 1; ; number++) {
        const by = { author: 'ann', client: '${ann}', number, fingerprint: '' }
        const patches = [{ op: 'add', path: '/name', value: String(number) }]
        const step = { base: number, patches, note: null }
        const { revision } = await store.projects.change('p', by, step, () => (${JSON.stringify(
          parseDefinitionAs('project', settleProject(project)),
        )}))
        process.stdout.write(revision + '\\n')
        if (number === 7) process.kill(process.pid, 'SIGKILL')
      }`
    const tsx = ['--import', 'tsx', '--input-type=module', '-e', script]
    const child = spawnSync(process.execPath, tsx, { encoding: 'utf8' })
    expect(child.signal).toBe('SIGKILL')
    const acknowledged = child.stdout.trim().split('\n').map(Number)
    const store = await openStore(path, readFormula)
    expect(acknowledged.length).toBeGreaterThan(4)
    const { rows } = await store.projects.steps('p', { after: 1, limit: 100 })
    expect(rows.map(({ revision }) => revision)).toEqual(expect.arrayContaining(acknowledged))
    expect(await store.projects.lastNumber('p', ann)).toBe(rows.length)
    expect((await store.projects.read('p')).document['name']).toBe(String(rows.length))
    await store.close()
  })

  it('200 steps are undone after it was opened again', async () => {
    const path = join(folder, 'long.db')
    const store = await openStore(path, readFormula)
    await store.definitions.applyAll([...ground, project])
    const { document } = await store.projects.read('p')
    for (let number = 1; number <= 200; number++) {
      const panel = ['a', 'b', 'c'][number % 3]!
      const patches = [set(`/panels/${panel}/name`, String(number))]
      await store.projects.change('p', by(ann, number), { base: number, patches, note: null }, read)
    }
    await store.close()
    const again = await openStore(path, readFormula)
    for (let number = 201; number <= 400; number++) {
      await again.projects.takeBack('p', by(ann, number), 'undo', whose(ann), read)
    }
    expect((await again.projects.read('p')).document).toEqual(document)
    await again.close()
  })

  it('a copy brings steps and versions back, and no links', async () => {
    const store = await openStore(join(folder, 'one.db'), readFormula)
    await store.definitions.applyAll([...ground, project])
    const step = { base: 1, patches: [set('/name', 'A')], note: 'named' }
    await store.projects.change('p', by(ann, 1), step, read)
    await restoreStore(join(folder, 'two.db'), await store.copy())
    await store.close()
    const other = await openStore(join(folder, 'two.db'), readFormula)
    expect(await other.projects.change('p', by(ann, 1), step, read)).toMatchObject({ revision: 2 })
    const undone = await other.projects.takeBack('p', by(ann, 2), 'undo', whose(ann), read)
    expect(undone.document?.['name']).toBe('Weekly')
    await other.close()
  })
})

const hasPostgres = await isPostgresThere()

describe.skipIf(!hasPostgres)(
  hasPostgres ? 'PostgreSQL' : 'PostgreSQL: nobody answers at 127.0.0.1:5432',
  () => {
    let database: Awaited<ReturnType<typeof makeDatabase>>
    beforeAll(async () => {
      database = await makeDatabase('projects')
    })
    afterAll(() => database.drop())
    conformance(async () => {
      await emptyDatabase(database.url)
      return openStore(database.url, readFormula)
    })
  },
)
