import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { demoConnection } from '../../src/demo/definitions/connection.ts'
import {
  demoDefinitions,
  type DemoOptions,
  type WrittenDemo,
  writeDemo,
} from '../../src/demo/index.ts'
import { creditModels } from '../../src/demo/truth/credit.ts'
import type { OrderCredit } from '../../src/demo/truth/orders.ts'
import { live } from '../../src/demo/world/life.ts'
import { periodBefore } from '../../src/demo/world/period.ts'
import { scenario } from '../../src/demo/world/scenario.ts'
import { parseDefinition } from '../../src/model/definitions/index.ts'
import { cli, cliJson } from '../support/command-line.ts'
import { parseRow, readLines } from './perfect-identity.ts'

const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

const day = '2026-03-01'

async function make(options: DemoOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-demo-'))
  folders.push(folder)
  return { folder, ...(await writeDemo(folder, { day, ...options })) }
}

/** Every file by its name. */
async function bytesOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const read = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name)
    return [relative(folder, path), (await readFile(path)).toString('base64')] as const
  })
  return Object.fromEntries(await Promise.all(read))
}

const made = make({ people: 120 })

/** The rows of the web that can be read. */
async function webRows(): Promise<readonly Record<string, unknown>[]> {
  const { files } = await made
  const paths = files.filter(({ dataset }) => dataset === 'web').flatMap((each) => each.paths)
  const lines = await Promise.all(paths.map(readLines))
  return lines
    .flat()
    .map(parseRow)
    .filter((row) => row !== undefined)
}

describe('the demo company', () => {
  it('is the same for the same options, and another for another seed', async () => {
    const first = await bytesOf((await made).folder)
    expect(await bytesOf((await make({ people: 120 })).folder)).toEqual(first)
    expect(await bytesOf((await make({ people: 120, seed: 8 })).folder)).not.toEqual(first)
  })

  it('is of any size, and people are who they are in each', async () => {
    const small = await make({ people: 1 })
    const customers = async (folder: string) => readLines(join(folder, 'customers.csv.gz'))
    expect(small.truth.people.inTheWorld).toBe(1)
    const [, first] = await customers((await make({ people: 20 })).folder)
    expect((await customers((await made).folder))[1]).toBe(first)
    expect((await made).truth.people.inTheWorld).toBe(120)
  })

  it('lies within the 90 days before its day', async () => {
    const period = periodBefore(day)
    for (let number = 1; number <= 120; number++) {
      const { events } = live(7, number, period)
      const times = events.map(({ ms }) => ms)
      expect(times.every((ms) => ms >= period.startMs && ms < period.endMs)).toBe(true)
      expect(times).toEqual(times.toSorted((a, b) => a - b))
    }
  })

  it('has as many rows of each kind as the truth says', async () => {
    const { rows } = (await made).truth
    const read = await webRows()
    const { written, duplicates, skipped, withoutPerson } = rows.web
    expect(read.length).toBe(written - skipped['unreadable-row'])
    const readable = read.filter(
      (row) => typeof row['ts'] === 'string' && row['ts'] !== '0000-00-00',
    )
    expect(read.length - readable.length).toBe(skipped['unreadable-time'] + skipped['missing-time'])
    expect(readable.length - new Set(readable.map((row) => row['event_id'])).size).toBe(duplicates)
    expect(readable.filter((row) => row['cookie'] === null)).toHaveLength(withoutPerson)
    for (const account of Object.values(rows)) {
      const aside = Object.values(account.skipped).reduce((sum, count) => sum + count, 0)
      expect(account.written).toBe(account.added + account.duplicates + aside)
    }
  })

  it('only fails to confirm payments on phones while the error lasts', async () => {
    const { introduced, fixed, error, errors } = (await made).truth.paymentError
    const failed = (await webRows()).filter((row) => row['error'] === error)
    const times = failed.map((row) => String(row['ts'])).filter((ts) => ts.startsWith('2'))
    expect(errors).toBeGreaterThan(0)
    expect(times.length).toBeGreaterThanOrEqual(errors)
    expect(times.every((ts) => ts >= introduced && ts < fixed)).toBe(true)
    expect(new Set(failed.map((row) => row['device']))).toEqual(new Set(['Mobile']))
  })

  it('has browsers that two customers use, and placeholders on several people', async () => {
    const { identities } = (await made).truth
    expect(identities.sharedBrowsers.map(({ people }) => people.length)).toEqual([2, 2])
    const emails = scenario.placeholders.emails.map((email) => `web.email: ${email}`)
    for (const key of emails) expect(identities.placeholders[key]?.people).toBeGreaterThan(1)
  })

  it('credits every order wholly, and never the assisting campaign last', async () => {
    const { folder, truth } = await made
    const lines = await readLines(join(folder, truth.orders.file))
    const orders = lines.map((line) => JSON.parse(line) as OrderCredit)
    const counts = Object.values(truth.orders.byDataset).map((sum) => sum.orders)
    expect(orders).toHaveLength(counts.reduce((sum, count) => sum + count, 0))
    for (const { credit } of orders) {
      for (const model of creditModels.filter((name) => name !== 'participation')) {
        const shares = Object.values(credit.channel[model])
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
      }
    }
    const { campaign } = truth.orders.credit
    const film = scenario.assistingCampaign
    expect(campaign['last-touch'][film]?.orders ?? 0).toBe(0)
    expect(campaign.participation[film]?.orders).toBeGreaterThan(0)
  })

  it('comes close to the planned rates where it is large', () => {
    const period = periodBefore(day)
    const { orderTracker, paymentError } = scenario
    const counts = { errors: 0, calls: 0, usersOrders: 0, usersCalls: 0, orders: 0, orderCalls: 0 }
    for (let number = 1; number <= 2000; number++) {
      const { person, events } = live(7, number, period)
      const orders = events.filter(({ row }) => row.event === 'order').length
      const calls = events.filter(({ row }) => row.reason === orderTracker.reason).length
      counts.errors += events.filter(({ row }) => row.error === paymentError.name).length
      counts.calls += events.filter(({ row }) => row.reason === 'Payment problem').length
      if (person.usesOrderTracker) {
        counts.usersOrders += orders
        counts.usersCalls += calls
      } else {
        counts.orders += orders
        counts.orderCalls += calls
      }
    }
    expect(counts.calls / counts.errors).toBeGreaterThan(paymentError.callRate - 0.12)
    expect(counts.calls / counts.errors).toBeLessThan(paymentError.callRate + 0.12)
    const ratio = counts.usersCalls / counts.usersOrders / (counts.orderCalls / counts.orders)
    expect(ratio).toBeGreaterThan(0.35)
    expect(ratio).toBeLessThan(0.65)
  })

  it('is written into a folder by the command, to be imported by hand', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'throughline-demo-'))
    folders.push(folder)
    const argv = ['demo', '--files', folder, '--people', '120', '--day', day]
    const { files, truth } = await cliJson<WrittenDemo>(argv)
    expect(truth).toEqual((await made).truth)
    expect(files.at(-1)).toMatchObject({
      dataset: 'web',
      paths: [join(folder, 'web-late.jsonl.gz')],
    })
    const definitions = await readFile(join(folder, 'definitions.json'), 'utf8')
    expect(JSON.parse(definitions)).toEqual(demoDefinitions)
    const { code, stderr } = await cli(['demo', '--files', folder, '--people', 'some'])
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^error request\/invalid: .*people/)])
  })

  it('has definitions that are valid, stitched and apart', () => {
    expect(() => demoDefinitions.map((each) => parseDefinition(each))).not.toThrow()
    for (const isStitched of [true, false]) {
      const { connection } = demoConnection({ isStitched })
      expect(connection.datasets.map(({ dataset }) => dataset)).toHaveLength(8)
    }
  })
})
