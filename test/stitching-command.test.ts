import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StitchingQuality } from '../src/model/answers/stitching.ts'
import type { WhatIf } from '../src/model/answers/what-if.ts'
import { asStored, bob } from './reference/stitching.ts'
import { cli, cliJson } from './support/command-line.ts'

let folder: string
let data: readonly string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-stitching-'))
  data = ['--data', join(folder, 'data')]
  const rows = join(folder, 'web.jsonl')
  await writeFile(rows, bob.map((row) => JSON.stringify(asStored(row))).join('\n'))
  await cliJson(['import', 'web', rows, ...data])
  const stitch = {
    method: 'field',
    persistentId: 'device',
    namespace: 'ecid',
    replay: { every: '1d', lookback: '7d' },
  }
  const datasets = [{ dataset: 'web', personId: 'person', namespace: 'crm', stitch }]
  const connection = join(folder, 'connection.json')
  await writeFile(connection, JSON.stringify({ kind: 'connection', id: 'all', datasets }))
  await cliJson(['apply', connection, ...data])
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const withPart = (more: object) => ({
  kind: 'connection',
  id: 'all',
  datasets: [{ dataset: 'web', personId: 'device', namespace: 'ecid', ...more }],
})
const asDefined = withPart({})
const twoDatasets = {
  ...asDefined,
  datasets: [...asDefined.datasets, { dataset: 'calls', personId: 'device' }],
}
const space = (id: string) => ({ kind: 'identity-space', id, namespaces: [{ id: 'ecid' }] })

describe('the commands of stitching', () => {
  it('say what it did to people and events', async () => {
    const { stdout } = await cli(['stitching', 'all', '--format', 'table', ...data])
    const lines = stdout.split('\n').map((line) => line.split(/ {2,}/))
    expect(lines).toContainEqual([
      ...[
        'web',
        'ecid → crm, by its own rows',
        '12',
        '41.7 % → 83.3 %',
        '+41.7 %',
        '+100 %',
        '4 → 2',
      ],
    ])
    expect(lines).toContainEqual(expect.arrayContaining(['web', '1 d', '7 d']))
    const quality = await cliJson<StitchingQuality>(['stitching', 'all', ...data])
    expect(quality.datasets[0]!.people).toEqual({ before: 4, after: 2 })
  })

  it('stitch again', async () => {
    const before = await cliJson<StitchingQuality>(['stitching', 'all', ...data])
    const report = await cliJson([
      'replay',
      'all',
      '--dataset',
      'web',
      '--lookback',
      '9000d',
      ...data,
    ])
    expect(report).toMatchObject({ connection: 'all', events: 12, persons: 2 })
    const after = await cliJson<StitchingQuality>(['stitching', 'all', ...data])
    expect(after.datasets[0]!.replayedAt).toBeGreaterThan(before.datasets[0]!.replayedAt!)
  })

  it('compare other stitching with what is now', async () => {
    const change = join(folder, 'change.json')
    const devices = { personId: 'device', namespace: 'ecid', stitch: null }
    await writeFile(change, JSON.stringify({ datasets: { web: devices } }))
    const { stdout } = await cli(['what-if', 'all', change, '--format', 'table', ...data])
    const lines = stdout.split('\n').map((line) => line.trim().split(/ {2,}/))
    expect(lines).toContainEqual(['all', '2', '3'])
    expect(lines).toContainEqual(['split', '1', '2'])
    expect(lines).toContainEqual(['Bob', '2', '246, 81911'])
    expect(lines).toContainEqual(['Sessions', '2', '3', '+50 %'])
    const answer = await cliJson<WhatIf>(['what-if', 'all', change, ...data])
    expect(answer.people).toMatchObject({ before: 2, after: 3, same: 1 })
  })

  it('take definitions that could be applied', async () => {
    const file = join(folder, 'devices.json')
    const datasets = [{ dataset: 'web', personId: 'device', namespace: 'ecid' }]
    await writeFile(file, JSON.stringify([{ kind: 'connection', id: 'all', datasets }]))
    const answer = await cliJson<WhatIf>(['what-if', 'all', file, '--metric', 'people', ...data])
    expect(answer.people).toMatchObject({ before: 2, after: 3, same: 1 })
    expect(answer.metrics.map(({ metric }) => metric)).toEqual(['people'])
  })

  it.each<[what: string, file: unknown, why: RegExp]>([
    ['another connection', { ...asDefined, id: 'other' }, /it defines connection other/],
    ['a dataset more', twoDatasets, /it adds dataset calls/],
    ['more than stitching', withPart({ backfill: false }), /it changes more of dataset web/],
    ['two spaces', [space('a'), space('b')], /says twice what space is/],
    ['no object', ['web'], /has to hold objects/],
    ['no datasets', { kind: 'connection', id: 'all' }, /definition\/invalid.*datasets/],
  ])('refuse to compare %s', async (_, content, why) => {
    const file = join(folder, 'refused.json')
    await writeFile(file, JSON.stringify(content))
    const { code, stderr } = await cli(['what-if', 'all', file, ...data])
    expect([code > 0, stderr]).toEqual([true, expect.stringMatching(why)])
  })

  it('show the ways of owning anonymous events', async () => {
    const { stdout } = await cli(['what-if', 'all', '--anonymous', '--format', 'table', ...data])
    const lines = stdout.split('\n').map((line) => line.trim().split(/ {2,}/))
    expect(lines).toContainEqual([
      ...['now', 'device-split', 'last-authenticated', 'new-after-logout'],
    ])
    expect(lines).toContainEqual(['people of all data', '2', '2', '2', '3'])
    const none = await cli(['what-if', 'all', ...data])
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('what changes')])
  })

  it('name what is not stitched, and how a lookback is written', async () => {
    const wrong = await cli(['replay', 'all', '--dataset', 'calls', ...data])
    expect([wrong.code, wrong.stderr]).toEqual([
      1,
      expect.stringMatching(/^error connection\/not-stitched: .*calls/),
    ])
    const odd = await cli(['replay', 'all', '--lookback', 'a week', ...data])
    expect([odd.code, odd.stderr]).toEqual([1, expect.stringContaining('such as 12h or 7d')])
  })
})
