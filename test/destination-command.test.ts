import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cli, cliJson } from './support/command-line.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-destination-'))
  const path = join(folder, 'hook.json')
  const settings = { url: 'https://127.0.0.1/hook' }
  const hook = { kind: 'destination', id: 'hook', type: 'webhook', settings }
  await writeFile(path, JSON.stringify(hook))
  await cliJson(['apply', path, '--data', join(folder, 'data')])
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (...words: string[]) =>
  cliJson(['destination', ...words, '--data', join(folder, 'data')])

it('says how destinations go', async () => {
  expect(await run('list')).toMatchObject([{ id: 'hook', state: 'ready', waiting: 0, last: null }])
  expect(await run('deliveries', 'hook', '--limit', '5')).toEqual({ rows: [], next: null })
  expect(await run('deliveries', 'hook', '--person', 'ann')).toEqual({ rows: [], next: null })
  expect(await run('rejected', 'hook')).toEqual({ rows: [], next: null })
  expect(await run('retry', 'hook', 'ann', '--audience', 'vip')).toEqual({ retried: 0 })
  expect(await run('resend', 'hook')).toEqual({ resent: 0 })
})

it('tests one, and says why it fails', async () => {
  const ended = await cli(['destination', 'test', 'hook', '--data', join(folder, 'data')])
  expect(ended.code).toBe(1)
  expect(ended.stderr).toMatch(/^error .*127\.0\.0\.1.*\n$/)
  expect(JSON.parse(ended.stdout)).toMatchObject({
    ok: false,
    result: 'failed',
    reason: expect.stringContaining('127.0.0.1'),
    sent: null,
  })
})

it.each([
  [['list', 'hook'], 2],
  [['test', 'hook', 'ann'], 2],
  [['rejected', 'none'], 1],
  [['rejected', 'hook', '--after', 'x'], 1],
])('destination %j ends with %i', async (words, code) => {
  const ended = await cli(['destination', ...words, '--data', join(folder, 'data')])
  expect([ended.code, ended.stderr.trim().split('\n').length]).toEqual([code, 1])
})
