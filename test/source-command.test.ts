import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApi } from '../src/api/index.ts'
import { basic, type Collecting, openCollecting } from './collection/support.ts'
import { listen } from './support/browser.ts'
import { cli, cliJson } from './support/command-line.ts'

let shop: Collecting
let server: Awaited<ReturnType<typeof listen>>
beforeAll(async () => {
  shop = await openCollecting({ protocols: ['segment', 'umami'] })
  const hosts = { listening: '127.0.0.1', names: [] }
  server = await listen(createApi(shop.workspace.throughline, { hosts }).fetch)
})
afterAll(async () => {
  await server.close()
  await shop.workspace.close()
})

const source = (...words: readonly string[]) => ['source', ...words, '--server', server.url]

const send = (body: object, key = shop.key) => shop.send('POST', '/v1/track', body, basic(key))

it('lists sources, makes keys and revokes them', async () => {
  const made = await cliJson<{ id: string; key: string }>(source('key', 'shop'))
  expect((await send({ userId: 'u1', event: 'Keyed' }, made.key)).status).toBe(200)
  expect(await cliJson(source('list'))).toMatchObject([
    { id: 'shop', dataset: 'web', keys: ['k1', made.id], accepted: 1 },
  ])
  expect(await cli(source('revoke', 'shop', made.id))).toMatchObject({ code: 0, stdout: '' })
  expect((await send({ userId: 'u1', event: 'Keyed' }, made.key)).status).toBe(401)
  expect(await cli(source('revoke', 'shop', 'none'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('source/unknown-key'),
  })
})

it('prints snippets with a key, of one protocol where it is wanted', async () => {
  const found = await cliJson<readonly { protocol: string; code: string }[]>(
    source('snippets', 'shop', '--key', 'tl_mine', '--protocol', 'umami'),
  )
  expect(
    found.every(({ protocol, code }) => protocol === 'umami' && code.includes('tl_mine')),
  ).toBe(true)
  expect(found.some(({ code }) => code.includes(server.url))).toBe(true)
  const { stdout } = await cli(source('snippets', 'shop', '--format', 'table'))
  expect(stdout).toContain('npm install @segment/analytics-node')
})

it('shows what arrives, and ends after as many as wanted', async () => {
  const watching = cli(source('live', 'shop', '--count', '2', '--format', 'table'))
  const sending = setInterval(() => void send({ userId: 'u2', event: 'Seen' }), 100)
  try {
    const { code, stdout } = await watching
    expect(code).toBe(0)
    expect(stdout.trim().split('\n')).toHaveLength(2)
    expect(stdout).toMatch(/segment {2}Seen .* u2/)
  } finally {
    clearInterval(sending)
  }
})

it('shows what was kept aside, and takes it once it is mended', async () => {
  await send({ event: 'Nobody' })
  await shop.settle()
  const { rows } = await cliJson<{ rows: readonly { id: string; reason: string; body: string }[] }>(
    source('rejected', 'shop', '--limit', '1'),
  )
  expect(rows).toMatchObject([{ reason: 'no-id' }])
  const [{ id, body }] = rows as [(typeof rows)[number]]
  expect(await cliJson(source('replay', 'shop', id))).toMatchObject({
    accepted: 0,
    rejected: [{ id, reason: 'no-id' }],
  })
  const mended = JSON.stringify([{ id, body: { ...JSON.parse(body), userId: 'u3' } }])
  expect(await cliJson(source('replay', 'shop', '--file', '-'), mended)).toEqual({
    accepted: 1,
    rejected: [],
  })
  expect(await shop.count('user_id')).toMatchObject({ u3: [1, 1] })
})

it('says what is wrong with what was typed', async () => {
  const wrong = [
    source('live', 'shop', '--count', '0'),
    source('replay', 'shop'),
    source('replay', 'shop', 'id', '--file', 'x.json'),
    source('none'),
  ]
  for (const words of wrong) expect(await cli(words)).toMatchObject({ code: 2, stdout: '' })
  expect(await cli(source('replay', 'shop', '--file', '-'), 'no json')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('import/unreadable'),
  })
})
