import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asStored, bob, replayed, row, type Row } from '../../../../test/reference/stitching.ts'
import { addBatch, openTestLake, type TestLake } from '../../../../test/support/lake.ts'
import type { StitchingQuality } from '../../../model/answers/stitching.ts'
import { parseDefinitionAs } from '../../../model/definitions/index.ts'
import { createDataset } from '../../datasets/index.ts'
import { refreshJourney } from '../refresh.ts'
import { measureStitching } from './quality.ts'

let test: TestLake
let worlds = 0

beforeAll(async () => {
  test = await openTestLake()
})
afterAll(() => test.close())

interface World {
  readonly web: readonly Row[]
  /** Of a dataset that is not stitched. */
  readonly calls?: readonly Row[]
  readonly mostSwitches?: number
  readonly replay?: { readonly every: string; readonly lookback: string }
}

const fields = { ts: 'timestamp', n: 'number', device: 'string', person: 'string' } as const

async function measureWorld({ web, calls = [], mostSwitches, replay }: World) {
  const id = `quality${++worlds}`
  const [stitched, plain] = [`${id}_web`, `${id}_calls`]
  for (const [dataset, rows] of [
    [stitched, web],
    [plain, calls],
  ] as const) {
    await createDataset(test.lake, { id: dataset, type: 'event', timestamp: 'ts', fields })
    if (rows.length > 0) await addBatch(test.lake, dataset, rows.map(asStored))
  }
  const stitch = { method: 'field', persistentId: 'device', namespace: 'ecid', replay }
  const connection = parseDefinitionAs('connection', {
    kind: 'connection',
    id,
    datasets: [
      { dataset: stitched, personId: 'person', namespace: 'crm', stitch },
      { dataset: plain, personId: 'person', namespace: 'crm' },
    ],
    ...(mostSwitches === undefined ? {} : { guards: { switchesPerDevice: mostSwitches } }),
  })
  await refreshJourney(test.lake, connection, { now: 1_700_000_000_000 })
  const quality = await measureStitching(test.lake, connection, (who) => who === 'Undefined')
  return { quality, web: quality.datasets[0]!, names: [stitched, plain] as const }
}

const ryan = [
  row(1, '12:01', '1234'),
  row(2, '12:02', '1234'),
  row(3, '12:03', '1234', 'ryan'),
  row(4, '12:07', '1234'),
  row(5, '12:08', '1234', 'cassidy'),
  row(6, '23:08', '1234'),
]

const many = (count: number, make: (n: number) => Row): Row[] =>
  Array.from({ length: count }, (_, n) => make(n))

describe('the quality of stitching', () => {
  it('tells how many more events have a person, and how many people are left', async () => {
    const { quality, web } = await measureWorld({ web: bob })
    expect(web).toMatchObject({
      method: 'field',
      target: 'crm',
      persistentId: { field: 'device', namespace: 'ecid' },
      personId: { field: 'person', namespace: 'crm' },
      replay: null,
      replayedAt: 1_700_000_000_000,
      events: 12,
      people: { before: 4, after: 2 },
      shared: { devices: 0, events: 0, anonymous: null, anonymousOfAll: 0 },
      guarded: { mostSwitches: 50_000, devices: 0, events: 0 },
      suspects: [],
      warnings: [],
    })
    expect(web.authentication.before).toBeCloseTo(5 / 12)
    expect(web.authentication.after).toBeCloseTo(10 / 12)
    expect(web.authentication.increase).toBeCloseTo(5 / 12)
    expect(web.authentication.lift).toBeCloseTo(1)
    expect(web.months.map(({ month, events }) => [month, events])).toEqual([['2023-05', 12]])
    expect(quality.people).toEqual({ before: 4, after: 2 })
  })

  it('tells of devices that several people share', async () => {
    const { web } = await measureWorld({ web: ryan })
    expect(web.authentication).toMatchObject({ after: 1, lift: 2 })
    expect(web.people).toEqual({ before: 3, after: 2 })
    expect(web.shared).toEqual({
      devices: 1,
      events: 1,
      anonymous: 4 / 6,
      anonymousOfAll: 4 / 6,
    })
  })

  it('tells when the next replay is due', async () => {
    const { web } = await measureWorld({ web: bob, replay: { every: '1d', lookback: '7d' } })
    expect(web.replay).toEqual({
      everySeconds: 86_400,
      lookbackSeconds: 7 * 86_400,
      next: 1_700_000_000_000 + 86_400_000,
    })
  })

  it('warns where ids are rare', async () => {
    const anonymous = many(95, (n) => row(n, '10:00', `d${n % 7}`))
    const known = many(5, (n) => row(100 + n, '11:00', '', 'ann'))
    const { web } = await measureWorld({ web: [...anonymous, ...known] })
    expect(web.warnings.map(({ message }) => message)).toEqual([
      'device is on 95 % of the rows: the others cannot be stitched (good: more than 95 %)',
      'person is on 5 % of the rows: few devices get a person (good: more than 5 %)',
    ])
    const better = [...anonymous, ...known, row(200, '12:00', 'd1', 'ann')]
    expect((await measureWorld({ web: better })).web.warnings).toEqual([])
  })

  it('counts rows without any id where it says how many have one', async () => {
    const { web } = await measureWorld({ web: [row(1, '10:00', 'd', 'a'), row(2, '10:01', '')] })
    expect(web).toMatchObject({ events: 1, ids: { persistent: 0.5, person: 0.5 } })
  })

  it('proposes ids to be blocked that are many people’s', async () => {
    const people = many(30, (n) => row(n, '10:00', `d${n}`, `p${n}`))
    const shared = many(11, (n) => row(100 + n, '11:00', `s${n}`, '0815'))
    const placeholder = many(2, (n) => row(200 + n, '12:00', `u${n}`, 'Undefined'))
    const { web } = await measureWorld({ web: [...people, ...shared, ...placeholder] })
    const figures = { namespace: 'crm', usualDevices: 1 }
    expect(web.suspects).toEqual([
      { id: '0815', reason: 'many-devices', devices: 11, events: 11, ...figures },
      { id: 'Undefined', reason: 'placeholder', devices: 2, events: 2, ...figures },
    ])
    const fewer = [...people, ...shared.slice(1), ...placeholder.slice(1)]
    expect((await measureWorld({ web: fewer })).web.suspects).toEqual([])
  })

  it('finds those that are far above the others', async () => {
    const counts = [1, 1, 2, 2, 3, 3, 3, 15, 16, 40, 80]
    const devicesOf = (id: string, count: number) =>
      many(count, (n) => row(n, '10:00', `${id}-${n}`, id))
    const { web } = await measureWorld({
      web: counts
        .flatMap((count, n) => devicesOf(`p${n}`, count))
        .map((each, n) => ({ ...each, n })),
    })
    expect(web.suspects).toMatchObject([{ id: 'p10', devices: 80, usualDevices: 15 }])
  })

  it('is empty for what is not built, and has only the overlap where nothing is stitched', async () => {
    const plain = { kind: 'connection', id: 'plain', datasets: [] as object[] }
    await createDataset(test.lake, { id: 'plain', type: 'event', timestamp: 'ts', fields })
    plain.datasets.push({ dataset: 'plain', personId: 'person' })
    const connection = parseDefinitionAs('connection', plain)
    const never = () => false
    expect(await measureStitching(test.lake, connection, never)).toMatchObject({ isBuilt: false })
    await addBatch(test.lake, 'plain', bob.map(asStored))
    await refreshJourney(test.lake, connection)
    expect(await measureStitching(test.lake, connection, never)).toMatchObject({
      isBuilt: true,
      people: { before: 1, after: 1 },
      datasets: [],
      overlap: { datasets: [{ dataset: 'plain', people: 1 }] },
    })
  })

  const rows = (from: number) =>
    fc
      .array(
        fc.record({
          at: fc.integer({ min: 0, max: 6 }).map((n) => n * 10_000),
          device: fc.constantFrom('', 'd1', 'd2', 'x'),
          person: fc.constantFrom('', '', 'u1', 'u2', 'x'),
        }),
        { maxLength: 12 },
      )
      .map((all) => all.map((each, n): Row => ({ ...each, n: from + n })))

  it('is what a slow reference says', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        rows(0),
        rows(100),
        fc.integer({ min: 1, max: 3 }),
        async (web, calls, mostSwitches) => {
          const { quality, names } = await measureWorld({ web, calls, mostSwitches })
          expect(comparable(quality, names)).toEqual(measuredSlowly(web, calls, mostSwitches))
        },
      ),
      { numRuns: 15 },
    )
  })
})

const round = (rate: number | null) => rate && Math.round(rate * 1e9) / 1e9

/** Of a measured world what the reference tells, too. */
function comparable({ people, datasets, overlap }: StitchingQuality, names: readonly string[]) {
  const [web] = datasets
  const plainName = (dataset: string) => ['web', 'calls'][names.indexOf(dataset)]!
  const { events, months, guarded, ids } = web!
  const figures = (each: Omit<(typeof months)[number], 'month'>) => ({
    events: each.events,
    rates: Object.values(each.authentication).map(round),
    people: each.people,
    shared: Object.values(each.shared).map(round),
  })
  return {
    people,
    events,
    ids: [ids.persistent, ids.person].map(round),
    guarded: [guarded!.devices, guarded!.events, guarded!.examples.toSorted()],
    total: figures(web!),
    months: Object.fromEntries(months.map((each) => [each.month, figures(each)])),
    datasets: overlap.datasets.map((each) => each.people),
    pair: overlap.pairs.map((each) => each.people),
    combinations: Object.fromEntries(
      overlap.combinations.map((each) => [each.datasets.map(plainName).join(), each.people]),
    ),
  }
}

interface Told extends Row {
  readonly stitched: string
  readonly own: string
}

function measuredSlowly(web: readonly Row[], calls: readonly Row[], mostSwitches: number) {
  const devices = [...new Set(web.map(({ device }) => device))].filter((device) => device !== '')
  const guarded = devices.filter((device) => countSwitches(web, device) > mostSwitches)
  const persons = replayed(web.filter(({ device }) => !guarded.includes(device)))
  const told = web.flatMap((each): Told[] => {
    const own = each.person || each.device
    return own === '' ? [] : [{ ...each, own, stitched: persons[each.n] ?? own }]
  })
  const sharedDevices = devices.filter((device) => new Set(peopleBeside(web, device)).size > 1)
  const figures = (events: readonly Told[]) => {
    const onShared = events.filter(({ device }) => sharedDevices.includes(device))
    const anonymous = onShared.filter(({ person }) => person === '')
    const known = events.filter(({ person }) => person !== '').length
    const owned = events.filter(
      ({ person, device }) =>
        person !== '' || (!guarded.includes(device) && peopleBeside(web, device).length > 0),
    ).length
    const all = events.length
    return {
      events: all,
      rates: [
        ratio(known, all),
        ratio(owned, all),
        ratio(owned - known, all),
        ratio(owned - known, known),
      ],
      people: { before: distinct(events, 'own'), after: distinct(events, 'stitched') },
      shared: [
        distinct(onShared, 'device'),
        ratio(onShared.length, all),
        ratio(anonymous.length, onShared.length),
        ratio(anonymous.length, all),
      ],
    }
  }
  const monthOf = ({ at }: Row) =>
    new Date(Date.UTC(2023, 4, 12) + at * 60_000).toISOString().slice(0, 7)
  const months = [...new Set(told.map(monthOf))]
  const inWeb = new Set(told.map(({ stitched }) => stitched))
  const inCalls = new Set(calls.map(({ person }) => person).filter((person) => person !== ''))
  const both = [...inWeb].filter((person) => inCalls.has(person)).length
  const before = new Set([...told.map(({ own }) => own), ...inCalls]).size
  return {
    people: { before, after: new Set([...inWeb, ...inCalls]).size },
    events: told.length,
    ids: [
      ratio(web.filter(({ device }) => device !== '').length, web.length),
      ratio(web.filter(({ person }) => person !== '').length, web.length),
    ],
    guarded: [
      guarded.length,
      web.filter(({ device }) => guarded.includes(device)).length,
      guarded.toSorted(),
    ],
    total: figures(told),
    months: Object.fromEntries(
      months.map((month) => [month, figures(told.filter((each) => monthOf(each) === month))]),
    ),
    datasets: [inWeb.size, inCalls.size],
    pair: [both],
    combinations: withoutZeros({
      web: inWeb.size - both,
      calls: inCalls.size - both,
      'web,calls': both,
    }),
  }
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : round(part / whole))

const distinct = (rows: readonly Told[], of: 'own' | 'stitched' | 'device') =>
  new Set(rows.map((each) => each[of])).size

const peopleBeside = (rows: readonly Row[], device: string) =>
  rows.filter((each) => each.device === device && each.person !== '').map(({ person }) => person)

/** Of several persons at one time the alphabetically first one counts. */
function countSwitches(rows: readonly Row[], device: string): number {
  const seen = rows
    .filter((each) => each.device === device && each.person !== '')
    .toSorted((a, b) => a.at - b.at || (a.person < b.person ? -1 : 1))
    .filter((each, i, all) => i === 0 || each.at !== all[i - 1]!.at)
  return seen.filter((each, i) => i > 0 && each.person !== seen[i - 1]!.person).length
}

const withoutZeros = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
