import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../../../../test/support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openWorkspace({ threads: 1 })
})
afterAll(() => workspace.close())

const apply = (destination: object) =>
  workspace.call('POST', 'apply', [{ kind: 'destination', id: 'hook', ...destination }])

it.each([
  [{ type: 'webhok' }, 'definition/unknown-component', '[0].type', 'webhook'],
  [{ type: 'webhook' }, 'definition/invalid', '[0].settings.url', 'it is missing'],
  [
    { type: 'webhook', settings: { url: 'https://x', secret: 'a' } },
    'definition/invalid',
    '[0].settings.secret',
    'unknown secret; allowed: url, headers',
  ],
  [
    { type: 'meta', settings: { audience: '7' } },
    'definition/invalid',
    '[0].secrets.accessToken',
    'meta needs it',
  ],
])('%o is refused where it is wrong', async (destination, code, path, words) => {
  const { status, body } = await apply(destination)
  expect([status, body['code'], body['path']]).toEqual([400, code, path])
  expect(body['detail']).toContain(words)
  expect((await workspace.call('GET', 'definitions/destination/hook')).status).toBe(404)
})

it.each(['env:META_TOKEN', 'EAAB-plain'])('a secret that is %s is enough', async (accessToken) => {
  const settings = { audience: '7' }
  const { status, text } = await apply({ type: 'meta', settings, secrets: { accessToken } })
  expect([status, text]).toEqual([200, expect.not.stringContaining('EAAB')])
})
