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
import { readPersons } from '../../../../test/support/stitched-persons.ts'
import { refreshJourney, type RefreshOptions } from '../refresh.ts'
import { loadJourney } from '../state.ts'

let test: TestLake
let worlds = 0

beforeAll(async () => {
  test = await openTestLake()
})
afterAll(() => test.close())

/** A dataset of its own, and the connection that stitches it. */
async function makeWorld(replay?: { every: string; lookback: string }, guards?: object) {
  const id = `world${++worlds}`
  const fields = { ts: 'timestamp', n: 'number', device: 'string', person: 'string' } as const
  await createDataset(test.lake, { id, type: 'event', timestamp: 'ts', fields })
  const stitch = { method: 'field', persistentId: 'device', namespace: 'ecid', replay }
  const connection = parseDefinitionAs('connection', {
    kind: 'connection',
    id,
    datasets: [{ dataset: id, personId: 'person', namespace: 'crm', stitch }],
    guards,
  })
  return {
    id,
    add: (rows: readonly Row[]) => addBatch(test.lake, id, rows.map(asStored)),
    refresh: (options?: RefreshOptions) => refreshJourney(test.lake, connection, options),
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
    const world = await makeWorld({ every: '1d', lookback: '7d' })
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
    const world = await makeWorld({ every: '1d', lookback: '1d' })
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
    const world = await makeWorld(undefined, { switchesPerDevice: 2 })
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
        const world = await makeWorld({ every: '1d', lookback: '9000d' })
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
