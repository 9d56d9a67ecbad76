import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApi } from '../src/api/index.ts'
import type { AudienceChanges, AudiencePublished } from '../src/model/answers/audiences.ts'
import { listen } from './support/browser.ts'
import { cli, cliJson } from './support/command-line.ts'
import { openShop, type Workspace } from './support/workspace.ts'

let shop: Workspace
let server: Awaited<ReturnType<typeof listen>>
beforeAll(async () => {
  shop = await openShop()
  const where = { dimension: 'page', op: 'equals', value: 'Home' }
  await shop.post('apply', [
    { kind: 'audience', id: 'homes', dataView: 'main', segments: [{ container: 'person', where }] },
  ])
  const hosts = { listening: '127.0.0.1', names: [] }
  server = await listen(createApi(shop.throughline, { hosts }).fetch)
})
afterAll(async () => {
  await server.close()
  await shop.close()
})

const audience = (...words: readonly string[]) => ['audience', ...words, '--server', server.url]

it('publishes, lists members and exports them', async () => {
  const preview = await cliJson<AudiencePublished>(audience('publish', 'homes', '--preview'))
  expect(preview).toMatchObject({ run: null, members: 2, entered: 2 })
  expect(await cliJson(audience('show', 'homes'))).toMatchObject({ state: 'never-run', members: 0 })
  expect(await cliJson(audience('publish', 'homes'))).toMatchObject({ members: 2, entered: 2 })
  expect(await cliJson(audience('list'))).toMatchObject([{ id: 'homes', state: 'ready' }])
  const members = await cliJson(audience('members', 'homes', '--limit', '1', '--after', 'ann'))
  expect(members).toMatchObject({ rows: [{ person: 'bob', status: 'member', epoch: 1 }] })
  const changes = await cliJson<AudienceChanges>(audience('changes', 'homes', '--after', '1'))
  expect(changes.rows.map(({ person }) => person)).toEqual(['bob'])
  expect(await cli(audience('export', 'homes'))).toMatchObject({ code: 0, stdout: 'ann\nbob\n' })
})

it('takes members from files of each kind, and from what it exports', async () => {
  await shop.post('apply', [{ kind: 'audience', id: 'kept', dataView: 'main', source: 'imported' }])
  await shop.throughline.profiles.settled()
  const files = [
    ['all.json', JSON.stringify([{ person: 'ann', status: 'entered' }, { person: 'nobody' }])],
    ['lines.jsonl', '{"person":"ann","status":"left"}\n{"person":"bob"}\n'],
    ['columns.csv', 'person,status,at\nann,,\nbob,left,\n'],
  ] as const
  const counts: unknown[] = []
  for (const [name, content] of files) {
    const done = await cliJson<Done>(audience('import', 'kept', await shop.file(name, content)))
    counts.push([done.members, done.entered, done.left, done.rejected.map(({ index }) => index)])
  }
  expect(counts).toEqual([
    [1, 1, 0, [1]],
    [1, 1, 1, []],
    [1, 1, 1, []],
  ])
  const table = await cli(audience('import', 'kept', files[0][0], '--format', 'table'))
  expect([table.code, table.stderr]).toEqual([1, expect.stringContaining('import/not-found')])
  const path = await shop.file('exported.csv', 'person\nann\n')
  const left = audience('import', 'kept', path, '--status', 'left', '--format', 'table')
  expect((await cli(left)).stdout).toMatch(/members[^]*\n +0 +0 +1 +0 +0\n/)
})

interface Done {
  readonly members: number
  readonly entered: number
  readonly left: number
  readonly rejected: readonly { readonly index: number }[]
}

it('prints tables', async () => {
  for (const words of [
    ['publish', 'homes'],
    ['list'],
    ['members', 'homes'],
    ['changes', 'homes'],
  ]) {
    const { code, stdout } = await cli(audience(...words, '--format', 'table'))
    expect([code, stdout]).toEqual([0, expect.stringMatching(/members|ann/)])
  }
})

it('says in a line what is not there', async () => {
  for (const words of [
    ['publish', 'none'],
    ['export', 'none'],
    ['show', 'none'],
  ]) {
    const { code, stderr } = await cli(audience(...words))
    expect([code, stderr]).toEqual([1, expect.stringContaining('audience/unknown')])
  }
})
