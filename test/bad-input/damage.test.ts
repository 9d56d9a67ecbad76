import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createApi, log, openThroughline, type Throughline } from '../../src/api/index.ts'
import { loadJourney } from '../../src/lake/journey/index.ts'
import { journeyTable } from '../../src/lake/journey/journey.ts'
import { ident, type Sql, sql, value } from '../../src/lake/sql.ts'
import { definitions, ROWS, rowsOf } from '../support/crash-actions.ts'

let folder: string
let throughline: Throughline
beforeEach(async () => {
  log.level = 'silent'
  folder = await mkdtemp(join(tmpdir(), 'throughline-damage-'))
  throughline = await open()
  for (const page of ['Home', 'Cart']) await importPage(page)
  await throughline.definitions.apply(definitions)
})
afterEach(async () => {
  await throughline.close()
  await rm(folder, { recursive: true, force: true })
})

const open = () => openThroughline({ dataDir: folder, threads: 1 })
const importPage = (page: string) =>
  throughline.datasets.importRows('web', Buffer.from(JSON.stringify(rowsOf(page))), {})

/** Breaks the files of some parts of a table, as a disk would, while nobody has the folder open. */
async function damage(table: string, which: Sql = sql`1`): Promise<void> {
  const parts = await throughline.lake.query<{ path: string }>(sql`
    SELECT path FROM system.parts
    WHERE active AND table = ${value(table, 'String')} AND ${which}`)
  expect(parts.length).toBeGreaterThan(0)
  await throughline.close()
  for (const { path } of parts) {
    for (const file of await readdir(path)) {
      if (/^(checksums|columns|count)\.txt$/.test(file)) await writeFile(join(path, file), '')
    }
  }
  throughline = await open()
}

async function ask(method: string, path: string, body?: unknown) {
  const response = await createApi(throughline).request(`/api/v1/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, never> }
}

const request = {
  kind: 'freeform',
  dataView: 'main',
  dateRange: { start: '2026-01-01', end: '2026-02-01' },
  rows: { dimension: 'page' },
  columns: [{ metric: 'events' }],
}

const settled = () => Promise.all(['all', 'other'].map((id) => throughline.connections.settled(id)))

describe('records that are damaged', () => {
  it('cost no row: the dataset is only read until it is repaired', async () => {
    await damage('_batches')
    const [found] = (await ask('GET', 'status')).body['damage'] as never as { kind: string }[]
    expect(found).toMatchObject({ kind: 'lost-batch', dataset: 'web', batch: 1, foundRows: ROWS })
    await expect(importPage('more')).rejects.toMatchObject({ code: 'dataset/damaged' })
    await expect(throughline.datasets.deleteBatch('web', 1)).rejects.toMatchObject({
      code: 'dataset/damaged',
    })
    await settled()
    expect(await ask('POST', 'reports', request)).toMatchObject({
      status: 200,
      body: { totals: [2 * ROWS], meta: { isOutdated: true } },
    })
    expect((await ask('POST', 'check/repair')).body).toMatchObject({ left: [] })
    await importPage('more')
    await settled()
    await throughline.close()
    throughline = await open()
    expect((await throughline.datasets.describe('web')).rows).toBe(3 * ROWS)
    expect(await ask('POST', 'reports', request)).toMatchObject({ body: { totals: [3 * ROWS] } })
  })

  it('of the dataset itself are made anew from its table and its definition', async () => {
    const before = await throughline.datasets.describe('web')
    await damage('_datasets')
    expect((await ask('GET', 'check')).body).toMatchObject({
      found: [{ kind: 'lost-dataset', dataset: 'web', foundRows: 2 * ROWS }],
    })
    await expect(importPage('more')).rejects.toMatchObject({ code: 'dataset/damaged' })
    expect((await ask('POST', 'check/repair')).body).toMatchObject({ left: [] })
    const after = await throughline.datasets.describe('web')
    const { times: _, ...settings } = before
    expect({ ...after, fields: [] }).toEqual({ ...settings, fields: [] })
    expect(after.fields).toHaveLength(before.fields.length)
    await importPage('more')
    expect((await throughline.datasets.describe('web')).rows).toBe(3 * ROWS)
  })
})

describe('rows that are lost', () => {
  it('are told with their batch, and are not built without a word', async () => {
    await importPage('third')
    await damage('dataset_web', sql`name LIKE 'all_2_2%'`)
    const { body } = await ask('GET', 'check')
    expect(body['found']).toEqual([
      { kind: 'lost-rows', dataset: 'web', batch: 2, expectedRows: ROWS, foundRows: 0 },
    ])
    await expect(throughline.connections.refresh('all')).rejects.toMatchObject({
      code: 'dataset/damaged',
    })
    expect(await ask('POST', 'reports', request)).toMatchObject({ body: { totals: [3 * ROWS] } })
    expect((await ask('POST', 'check/repair')).body).toMatchObject({ left: [] })
    await settled()
    expect(await ask('POST', 'reports', request)).toMatchObject({ body: { totals: [2 * ROWS] } })
    const [, second] = await throughline.datasets.batches('web')
    expect(second).toMatchObject({ batch: 2, added: 0, problem: `${ROWS} rows were lost` })
  })
})

describe('a journey table that is damaged', () => {
  it.each(['events', 'values'] as const)('in its %s is an error, and built anew', async (part) => {
    const journey = (await loadJourney(throughline.lake, 'all'))!
    const table = part === 'events' ? journeyTable(journey) : journey.tables!.values
    await damage(table)
    const first = await ask('POST', 'reports', request)
    const isError = first.status === 503 && String(first.body['code']) === 'connection/damaged'
    const isWhole = first.status === 200 && Number(first.body['totals']?.[0]) === 2 * ROWS
    expect(isError || isWhole).toBe(true)
    await settled()
    const { status, body } = await ask('POST', 'reports', request)
    expect({ status, totals: body['totals'] }).toEqual({ status: 200, totals: [2 * ROWS] })
  })

  it('stays an error as long as it cannot be built', async () => {
    const { lake } = throughline
    const journey = (await loadJourney(lake, 'all'))!
    await lake.command(sql`TRUNCATE TABLE ${ident(journeyTable(journey))}`)
    await damage('dataset_web', sql`name LIKE 'all_2_2%'`)
    for (const when of ['at start', 'after the refresh']) {
      const { status, body } = await ask('POST', 'reports', request)
      expect([when, status, body['code']]).toEqual([when, 503, 'connection/damaged'])
      await settled()
    }
    expect((await ask('POST', 'check/repair')).status).toBe(200)
    await settled()
    expect(await ask('POST', 'reports', request)).toMatchObject({ body: { totals: [ROWS] } })
  })
})

/** Breaks the files of some parts of a table of a process that runs on. */
async function damageRunning(table: string, which: Sql = sql`1`): Promise<void> {
  const parts = await throughline.lake.query<{ path: string }>(sql`
    SELECT path FROM system.parts WHERE active AND table = ${value(table, 'String')} AND ${which}`)
  expect(parts.length).toBeGreaterThan(0)
  for (const { path } of parts) {
    for (const file of await readdir(path)) {
      if (file.endsWith('.bin')) await writeFile(join(path, file), '')
    }
  }
}

describe('files that are damaged while the process runs', () => {
  it('of a dataset are seen by the next refresh, and repaired', async () => {
    await importPage('third')
    await settled()
    await damageRunning('dataset_web', sql`name LIKE 'all_2_2%'`)
    await expect(throughline.connections.refresh('all')).rejects.toMatchObject({
      code: 'dataset/damaged',
      params: { reason: `batch 2 has 0 of ${ROWS} rows` },
    })
    expect(await ask('POST', 'reports', request)).toMatchObject({ body: { totals: [3 * ROWS] } })
    expect((await ask('POST', 'check/repair')).body).toMatchObject({
      found: [{ kind: 'lost-rows', dataset: 'web', batch: 2, foundRows: 0 }],
      left: [],
    })
    await settled()
    expect(await ask('POST', 'reports', request)).toMatchObject({ body: { totals: [2 * ROWS] } })
  })

  it.each(['events', 'values'] as const)(
    'of a journey’s %s are not added to: it is built anew',
    async (part) => {
      const { generation, tables } = (await loadJourney(throughline.lake, 'all'))!
      await damageRunning(tables![part])
      await importPage('third')
      await settled()
      expect((await loadJourney(throughline.lake, 'all'))!.generation).toBe(generation + 1)
      expect(await ask('POST', 'reports', request)).toMatchObject({ body: { totals: [3 * ROWS] } })
    },
  )

  it('and rows of a journey that are gone are noticed, too', async () => {
    const { lake } = throughline
    const journey = (await loadJourney(lake, 'all'))!
    await lake.command(sql`TRUNCATE TABLE ${ident(journeyTable(journey))}`)
    const report = await throughline.connections.refresh('all')
    expect(report).toMatchObject({ isRebuilt: true, events: 2 * ROWS })
  })
})

describe('reports after a process was killed between an import and its refresh', () => {
  it('say that they are outdated, until the start has refreshed them', async () => {
    const { importRows } = await import('../../src/ingest/index.ts')
    await importRows(throughline.lake, 'web', rowsOf('later'))
    expect(await ask('POST', 'reports', request)).toMatchObject({
      body: { totals: [2 * ROWS], meta: { isOutdated: true } },
    })
    await throughline.close()
    throughline = await open()
    await settled()
    const { body } = await ask('POST', 'reports', request)
    expect(body).toMatchObject({ totals: [3 * ROWS] })
    expect(body['meta']).not.toHaveProperty('isOutdated')
  })
})
