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
