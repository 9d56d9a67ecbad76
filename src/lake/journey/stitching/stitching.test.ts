import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { addBatch, openTestLake, type TestLake } from '../../../../test/support/lake.ts'
import {
  asStored,
  bob,
  day,
  replayed,
  row,
  type Row,
} from '../../../../test/reference/stitching.ts'
import { parseDefinitionAs } from '../../../model/definitions/index.ts'
import { createDataset, deleteBatch } from '../../datasets/index.ts'
import { ident, sql } from '../../sql.ts'
import { readPersons } from '../../../../test/support/stitched-persons.ts'
import { isOutdated } from '../is-outdated.ts'
import { journeyTable, movesTable } from '../journey.ts'
import { refreshJourney, type RefreshOptions } from '../refresh.ts'
import { listMissingRows } from '../skipped.ts'
import { loadJourney } from '../state.ts'
import { isReplayDue } from './is-replay-due.ts'

let test: TestLake
let worlds = 0

beforeAll(async () => {
  test = await openTestLake()
})
afterAll(() => test.close())

interface Settings {
  readonly replay?: { readonly every: string; readonly lookback: string } | undefined
  readonly guards?: object
  readonly namespace?: string
  readonly persistentId?: string
}

/** A dataset of its own, and the connection that stitches it; `change` gives it other settings. */
async function makeWorld(settings: Settings = {}) {
  const id = `world${++worlds}`
  const fields = { ts: 'timestamp', n: 'number', device: 'string', person: 'string' } as const
  await createDataset(test.lake, { id, type: 'event', timestamp: 'ts', fields })
  const connect = ({ replay, guards, namespace = 'ecid', persistentId = 'device' }: Settings) => {
    const stitch = { method: 'field', persistentId, namespace, replay }
    const datasets = [{ dataset: id, personId: 'person', namespace: 'crm', stitch }]
    return parseDefinitionAs('connection', { kind: 'connection', id, datasets, guards })
  }
  let connection = connect(settings)
  return {
    id,
    add: (rows: readonly Row[]) => addBatch(test.lake, id, rows.map(asStored)),
    change(others: Settings): void {
      connection = connect(others)
    },
    refresh: (options?: RefreshOptions) => refreshJourney(test.lake, connection, options),
    isOutdated: () => isOutdated(test.lake, connection),
    persons: () => readPersons(test.lake, id, 'n'),
    journey: async () => (await loadJourney(test.lake, id))!,
  }
}

/** What the live pass gives to the rows of the last of some batches. */
function live(earlier: readonly Row[], batch: readonly Row[]): Record<number, string> {
  return Object.fromEntries(
    batch.flatMap((row) => {
      const known = [...earlier, ...batch.filter(({ at }) => at <= row.at)]
      const person = replayed([...known.filter(({ n }) => n !== row.n), row])[row.n]
      return person === undefined ? [] : [[row.n, person]]
    }),
  )
}

const liveBob = [...'246 Bob Bob Bob Bob Bob Bob 3579 3579 81911 Bob Bob'.split(' ')]
const replayedBob = [...'Bob Bob Bob Bob Bob Bob Bob 3579 3579 Bob Bob Bob'.split(' ')]

const byNumber = (persons: readonly string[]) =>
  Object.fromEntries(persons.map((who, index) => [index + 1, who]))

describe('stitching by a field', () => {
  it('gives all that is there to the persons that a replay finds', async () => {
    const world = await makeWorld()
    await world.add(bob)
    await world.refresh()
    expect(await world.persons()).toEqual(byNumber(replayedBob))
  })

  it('stitches what arrives by what is known, until the replay', async () => {
    const world = await makeWorld({ replay: { every: '1d', lookback: '7d' } })
    await world.add([row(99, '11:00', 'other')])
    const noon = day + 12 * 3_600_000
    await world.refresh({ now: noon })
    await world.add(bob)
    await world.refresh({ now: noon + 3_600_000 })
    expect(await world.persons()).toEqual({ ...byNumber(liveBob), 99: 'other' })
    expect((await world.journey()).datasets[0]!.stitched).toMatchObject({ liveRows: 12 })
    await world.refresh({ now: noon + 25 * 3_600_000 })
    expect(await world.persons()).toEqual({ ...byNumber(replayedBob), 99: 'other' })
    expect((await world.journey()).datasets[0]!.stitched).toMatchObject({ liveRows: 0 })
  })

  it('leaves rows before the lookback as they are', async () => {
    const world = await makeWorld({ replay: { every: '1d', lookback: '1d' } })
    const noon = day + 12 * 3_600_000
    await world.refresh({ now: noon })
    await world.add([row(99, '11:00', 'other')])
    await world.refresh({ now: noon })
    await world.add(bob)
    await world.refresh({ now: noon + 1 })
    await world.refresh({ now: day + 86_400_000 + (12 * 60 + 2) * 60_000 })
    expect(await world.persons()).toMatchObject({ 1: '246', 10: 'Bob' })
    await world.refresh({ now: noon, replay: { dataset: null, lookback: 86_400_000 } })
    expect(await world.persons()).toMatchObject({ 1: 'Bob' })
  })

  it('holds back by the ids that rows come with, however many of them become one person', async () => {
    const world = await makeWorld({ guards: { eventsPerPersonAndMonth: 3 } })
    const devices = ['a', 'b', 'c'].flatMap((device, nth) => [
      row(10 * nth, '10:00', device),
      row(10 * nth + 1, '10:01', device),
      row(10 * nth + 2, '10:02', device, 'Bob'),
    ])
    await world.add(devices)
    await world.refresh()
    const all = Object.fromEntries(devices.map(({ n }) => [n, 'Bob']))
    expect(await world.persons()).toEqual(all)
    await world.add([row(90, '10:03', 'a'), row(91, '10:04', 'a'), row(92, '10:05', 'd')])
    await world.refresh()
    expect(await world.persons()).toEqual({ ...all, 90: 'Bob', 92: 'd' })
    const held = await listMissingRows(test.lake, await world.journey(), world.id, 'held-back', 9)
    expect(held.map(({ n }) => n)).toEqual([91])
    const freed = await world.add([row(93, '10:00', 'd', 'Ann')])
    await world.refresh()
    await deleteBatch(test.lake, world.id, freed)
    await world.refresh()
    expect(await world.persons()).toEqual({ ...all, 90: 'Bob', 92: 'd' })
  })

  it('stitches again when what was known is gone', async () => {
    const world = await makeWorld()
    await world.add([row(1, '10:00', 'd')])
    const known = await world.add([row(2, '10:05', 'd', 'u')])
    await world.refresh()
    expect(await world.persons()).toEqual({ 1: 'u', 2: 'u' })
    await deleteBatch(test.lake, world.id, known)
    await world.refresh()
    expect(await world.persons()).toEqual({ 1: 'd' })
  })

  it('does not stitch a device that changes its person too often', async () => {
    const world = await makeWorld({ guards: { switchesPerDevice: 2 } })
    const kiosk = [...'abcd'].map((who, n) => row(n, `10:0${n}`, 'kiosk', who))
    await world.add([...kiosk, row(9, '10:09', 'kiosk'), row(10, '10:09', 'own')])
    await world.add([row(11, '10:08', 'own', 'a')])
    await world.refresh()
    expect(await world.persons()).toMatchObject({ 9: 'kiosk', 10: 'a' })
  })

  it('takes the alphabetically first of two persons at one time', async () => {
    const world = await makeWorld()
    await world.add([row(1, '10:00', 'd', 'b'), row(2, '10:00', 'd', 'a'), row(3, '10:01', 'd')])
    await world.refresh()
    expect(await world.persons()).toEqual({ 1: 'b', 2: 'a', 3: 'a' })
  })

  it.each<[string, Settings, Record<number, string>]>([
    ['another persistent id', { persistentId: 'n' }, { 1: '1', 2: 'u' }],
    ['another namespace', { namespace: 'cookie' }, { 1: 'u', 2: 'u' }],
    ['a guard', { guards: { switchesPerDevice: 1 } }, { 1: 'u', 2: 'u' }],
  ])('is built anew for %s, and outdated until then', async (_, settings, persons) => {
    const world = await makeWorld()
    await world.add([row(1, '10:00', 'd'), row(2, '10:05', 'd', 'u')])
    await world.refresh()
    expect([await world.persons(), await world.isOutdated()]).toEqual([{ 1: 'u', 2: 'u' }, false])
    world.change(settings)
    expect(await world.isOutdated()).toBe(true)
    expect(await world.refresh()).toMatchObject({ isRebuilt: true })
    expect([await world.persons(), await world.isOutdated()]).toEqual([persons, false])
  })

  it('is built anew when rows or moves are lost, and not when a batch goes', async () => {
    const world = await makeWorld()
    await world.add([row(1, '10:00', 'd'), row(2, '10:02', 'd')])
    await world.refresh()
    await world.add([row(3, '10:05', 'd', 'u'), row(4, '10:06', 'e')])
    expect(await world.refresh()).toMatchObject({ isRebuilt: false })
    const all = { 1: 'u', 2: 'u', 3: 'u', 4: 'e' }
    expect([await world.persons(), (await world.journey()).moved]).toEqual([all, 2])
    expect(await world.refresh()).toMatchObject({ isRebuilt: false })
    let batch = 0
    for (const [nth, tableOf] of [journeyTable, movesTable].entries()) {
      const [device, n] = [tableOf.name, 5 + 2 * nth]
      batch = await world.add([row(n, '10:07', device)])
      const table = ident(tableOf(await world.journey())!)
      await test.lake.command(sql`TRUNCATE TABLE ${table}`)
      expect(await world.refresh()).toMatchObject({ isRebuilt: true })
      expect(await world.persons()).toMatchObject(all)
      await world.add([row(n + 1, '10:01', device, 'v')])
      await world.refresh()
      expect((await world.journey()).moved).toBeGreaterThan(0)
    }
    await deleteBatch(test.lake, world.id, batch)
    for (const _ of [1, 2]) {
      expect(await world.refresh()).toMatchObject({ isRebuilt: false })
      expect(await world.persons()).toMatchObject({ ...all, 6: 'v', 8: 'v' })
    }
  })

  it('follows another schedule of replays without being built anew', async () => {
    const world = await makeWorld({ replay: { every: '7d', lookback: '7d' } })
    await world.add(bob)
    await world.refresh({ now: day })
    const later = day + 2 * 86_400_000
    expect(await isReplayDue(test.lake, world.id, later)).toBe(false)
    world.change({ replay: { every: '1d', lookback: '7d' } })
    expect(await world.isOutdated()).toBe(true)
    const { dataVersion } = await world.journey()
    expect(await world.refresh({ now: day + 1 })).toMatchObject({ isRebuilt: false, dataVersion })
    expect(await world.isOutdated()).toBe(false)
    expect(await isReplayDue(test.lake, world.id, later)).toBe(true)
  })

  it('stitches what no replay has reached once there are none', async () => {
    const world = await makeWorld({ replay: { every: '1d', lookback: '1d' } })
    await world.add([row(1, '10:00', 'd')])
    await world.refresh()
    await world.add([row(2, '10:05', 'd', 'u')])
    await world.refresh()
    expect(await world.persons()).toEqual({ 1: 'd', 2: 'u' })
    world.change({})
    await world.refresh()
    expect(await world.persons()).toEqual({ 1: 'u', 2: 'u' })
  })

  const rows = fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 12 }),
      device: fc.constantFrom('', 'd1', 'd2', 'x'),
      person: fc.constantFrom('', '', '', 'u1', 'u2', 'x'),
    }),
    { maxLength: 8 },
  )
  const batches = fc.array(rows, { minLength: 1, maxLength: 4 }).map((all) => {
    let n = 0
    return all.map((batch) => batch.map((each) => ({ ...each, n: ++n })))
  })

  it('gives what a slow reference gives, however the rows arrive', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (all) => {
        const world = await makeWorld()
        for (const batch of all) {
          if (batch.length > 0) await world.add(batch)
          await world.refresh()
        }
        expect(await world.persons()).toEqual(replayed(all.flat()))
      }),
      { numRuns: 6 },
    )
  })

  it('gives live what was known when the rows arrived', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (all) => {
        const world = await makeWorld({ replay: { every: '1d', lookback: '9000d' } })
        const [first = [], ...later] = all
        const before = [...first, { n: 0, at: 0, device: 'zero', person: '' }]
        await world.add(before)
        await world.refresh({ now: day })
        let expected = replayed(before)
        let known: readonly Row[] = before
        for (const batch of later) {
          if (batch.length > 0) await world.add(batch)
          await world.refresh({ now: day })
          expected = { ...expected, ...live(known, batch) }
          known = [...known, ...batch]
        }
        expect(await world.persons()).toEqual(expected)
        await world.refresh({ now: day + 86_400_000 * 2 })
        expect(await world.persons()).toEqual(replayed(known))
      }),
      { numRuns: 6 },
    )
  })
})
