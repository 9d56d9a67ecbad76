import { afterEach, expect, it } from 'vitest'
import { basic, type Collecting, openCollecting } from '../collection/support.ts'
import { seedRandom, type Random } from '../fuzz/random.ts'

const RUNS = Number(process.env['THROUGHLINE_LAW_RUNS'] ?? 2)
const WAVES = 6

let opened: Collecting | undefined
afterEach(() => opened?.workspace.close())

let sent = 0

/** A call of one of a few people on one of a few devices: late or not, known or not, some of them again. */
function call(random: Random, before: object[]): object {
  if (before.length > 0 && random.below(8) === 0) return before[random.below(before.length)]!
  const person = random.below(4)
  const day = 1 + random.below(5)
  const made = {
    type: ['track', 'page', 'identify'][random.below(3)],
    event: `e${random.below(3)}`,
    name: `p${random.below(300)}`,
    anonymousId: `a${random.below(6)}`,
    ...(random.below(3) === 0 && { userId: `u${person}` }),
    messageId: `m${sent++}`,
    timestamp: `2026-01-0${day}T0${random.below(9)}:00:0${random.below(9)}.000Z`,
    properties: { price: random.below(9), ...(random.below(6) === 0 && { [`p${sent}`]: 'x' }) },
  }
  before.push(made)
  return made
}

/** What reports say of the people, whatever their codes. */
async function ask({ workspace, count }: Collecting) {
  const events = await count('event')
  const days = await count('day')
  const pages = await count('name')
  const fallout = await workspace.post('reports', {
    kind: 'fallout',
    dataView: 'shop',
    dateRange: { start: '2025-12-01', end: '2026-02-01' },
    steps: ['e0', 'e1'].map((value) => ({
      any: [{ dimension: 'event', op: 'equals', value }],
    })),
  })
  const { meta: _, ...steps } = fallout as Record<string, unknown>
  return { events, days, pages, steps }
}

it.each(Array.from({ length: RUNS }, (_, run) => run))(
  'reports after every wave of collected calls are those of a journey that is built anew (world %i)',
  { timeout: 300_000 },
  async (world) => {
    const random = seedRandom(9_000 + world)
    opened = await openCollecting({ protocols: ['segment'] })
    const before: object[] = []
    let last: unknown
    for (let wave = 0; wave < WAVES; wave++) {
      const batch = Array.from({ length: 1 + random.below(30) }, () => call(random, before))
      expect((await opened.send('POST', '/v1/batch', { batch }, basic(opened.key))).status).toBe(
        200,
      )
      last = await ask(opened)
    }
    await opened.workspace.throughline.connections.rebuild('shop')
    expect(last).toEqual(await ask(opened))
  },
)
