import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Measure } from '../aggregations/group-aggregation.ts'
import type { Aggregation, PartialResult } from '../aggregations/index.ts'
import { type Block, type Column, cutBatches, makeNumbersColumn } from '../columns.ts'
import { createEngine, mergePartials } from '../engine.ts'
import type { SequenceStep } from '../operators/sequence.ts'
import type { Plan } from '../plan.ts'
import { PlanDraft } from '../plan-draft.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'
import { rewrites } from './index.ts'
import { optimize } from './optimize.ts'

const MOST_CODES = 4

/** Persons' events: a page, a site, an amount, and the codes and prices of some items. */
const worlds = fc.array(
  fc.array(
    fc.record({
      gap: fc.constantFrom(0, 1, 40),
      page: fc.nat({ max: MOST_CODES - 1 }),
      site: fc.nat({ max: MOST_CODES - 1 }),
      amount: fc.constantFrom(Number.NaN, Number.NaN, Number.NaN, Number.NaN, 0, 2, 5),
      items: fc.array(
        fc.record({
          sku: fc.nat({ max: MOST_CODES - 1 }),
          price: fc.constantFrom(Number.NaN, 1, 3),
        }),
        { maxLength: 3 },
      ),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  { minLength: 1, maxLength: 4 },
)

type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never

function blockOf(persons: World): Block {
  const events = persons.flat()
  const starts = [0]
  for (const own of persons) starts.push(starts.at(-1)! + own.length)
  const times = persons.flatMap((own) => {
    let now = 0
    return own.map(({ gap }) => (now += gap))
  })
  const items = events.flatMap((event) => event.items)
  const offsets = [0]
  for (const event of events) offsets.push(offsets.at(-1)! + event.items.length)
  return {
    events: events.length,
    persons: persons.length,
    personBase: 0,
    personStart: Uint32Array.from(starts),
    personCode: Uint32Array.from(persons, (_, p) => p + 1),
    time: Float64Array.from(times),
    columns: new Map(
      Object.entries<Column>({
        page: { kind: 'codes', data: Uint8Array.from(events, ({ page }) => page) },
        site: { kind: 'codes', data: Uint32Array.from(events, ({ site }) => site) },
        amount: makeNumbersColumn(Float64Array.from(events, ({ amount }) => amount)),
        items: { kind: 'list', parent: null, offsets: Uint32Array.from(offsets) },
        sku: { kind: 'codes', data: Uint32Array.from(items, ({ sku }) => sku) },
        price: { kind: 'numbers', data: Float64Array.from(items, ({ price }) => price) },
      }),
    ),
  }
}

/** A step in making a plan: what is done, and where its inputs are among what there is. */
const instructions = fc.array(
  fc.record({
    what: fc.constantFrom(
      'map',
      'map',
      'list',
      'test',
      'test',
      'listTest',
      'has',
      'number',
      'any',
      'any',
      'and',
      'and',
      'or',
      'not',
      'bits',
      'sequence',
      'sequence',
    ),
    from: fc.array(fc.nat({ max: 99 }), { minLength: 4, maxLength: 4 }),
    table: fc.array(fc.nat({ max: MOST_CODES - 1 }), {
      minLength: MOST_CODES,
      maxLength: MOST_CODES,
    }),
    isThorough: fc.boolean(),
  }),
  { maxLength: 14 },
)

type Instruction = typeof instructions extends fc.Arbitrary<readonly (infer I)[]> ? I : never

/** What has been made so far; all codes are below `MOST_CODES`, those of bits below 8. */
class RandomPlan {
  readonly #draft = new PlanDraft()
  readonly #column = (column: string, list?: string) =>
    this.#draft.add(list === undefined ? { op: 'column', column } : { op: 'column', column, list })
  readonly #codes = [this.#column('page'), this.#column('site')]
  readonly #lists = [this.#column('sku', 'items')]
  readonly #prices = this.#column('price', 'items')
  readonly #numbers = [
    this.#column('amount'),
    this.#draft.add({ op: 'list-sum', input: this.#prices }),
  ]
  readonly #masks: NodeRef[] = [...this.#numbers, this.#prices, ...this.#codes].map((input) =>
    this.#draft.add({ op: 'has', input }),
  )
  readonly #bits: NodeRef[] = []
  readonly #times = [
    [0, 10, 20, 30],
    [5, 7, 44],
  ].map((bounds) =>
    this.#draft.add({
      op: 'time-bucket',
      bounds: this.#draft.table(Float64Array.from(bounds)),
    }),
  )
  readonly #runs = [
    this.#draft.add({ op: 'persons' }),
    this.#draft.add({ op: 'sessions', timeoutMs: 30 }),
  ]

  follow({ what, from, table, isThorough }: Instruction): void {
    const add = this.#draft.add.bind(this.#draft)
    const pick = <T>(all: readonly T[], n: number): T => all[from[n]! % all.length]!
    const [a, b, c] = [0, 1, 2].map((n) => pick(this.#masks, n)) as [NodeRef, NodeRef, NodeRef]
    const codes = this.#draft.table(Uint32Array.from(table))
    const passes = this.#draft.table(Uint8Array.from(table, (code) => code & 1))
    const [plain, list, runs] = [pick(this.#codes, 0), pick(this.#lists, 0), pick(this.#runs, 3)]
    const inputs = isThorough ? [a, b, c] : [...new Set([a, b])]
    if (what === 'map') this.#codes.push(add({ op: 'map', input: plain, table: codes }))
    else if (what === 'list') this.#lists.push(add({ op: 'map', input: list, table: codes }))
    else if (what === 'test') this.#masks.push(add({ op: 'test', input: plain, table: passes }))
    else if (what === 'listTest') this.#masks.push(add({ op: 'test', input: list, table: passes }))
    else if (what === 'has') this.#masks.push(add({ op: 'has', input: isThorough ? list : plain }))
    else if (what === 'any') this.#masks.push(add({ op: 'any-in', mask: a, runs }))
    else if (what === 'not') this.#masks.push(add({ op: 'not', input: a }))
    else if (what === 'bits') this.#bits.push(add({ op: 'bits', masks: [a, b, c] }))
    else if (what === 'number') {
      const numbers = this.#draft.table(Float64Array.from(table, (code) => code || Number.NaN))
      this.#numbers.push(add({ op: 'map-number', input: plain, table: numbers }))
    } else if (what === 'sequence') {
      const steps = [step(a), step(b, isThorough ? [a, c] : [c])]
      const rules = { window: null, excludedAfter: [], keep: 'everyone' } as const
      this.#masks.push(add({ op: 'sequence', runs, steps, ...rules }))
    } else if (inputs.length > 1) this.#masks.push(add({ op: what, inputs }))
  }

  /** All that has been made, counted and summed in all ways. */
  build(): Plan {
    const [persons, sessions] = this.#runs
    const masks: MaskRef[] = [null, ...this.#masks]
    const measures = masks.flatMap((mask): Measure[] => [
      { measure: 'count', mask },
      { measure: 'distinct', runs: persons!, mask },
      { measure: 'distinct', runs: sessions!, mask },
      ...this.#numbers.map(
        (input): Measure => ({ measure: 'sum', input, mask: this.#having(input, mask) }),
      ),
    ])
    const by = (keys: readonly NodeRef[], size: number, isList: boolean) =>
      keys.map((key): Aggregation => {
        const group = { keys: [key], sizes: [size], lists: [isList], mask: null }
        return { kind: 'group', ...group, measures }
      })
    const total: Aggregation = {
      kind: 'group',
      keys: [],
      sizes: [],
      lists: [],
      mask: null,
      measures,
    }
    const aggregations = [
      total,
      ...by(this.#codes, MOST_CODES, false),
      ...by(this.#bits, 8, false),
      ...by(this.#times, MOST_CODES, false),
      ...by(this.#lists, MOST_CODES, true),
    ]
    const { nodes, tables } = this.#draft
    return { nodes, tables, aggregations }
  }

  #having(input: NodeRef, mask: MaskRef): NodeRef {
    const has = this.#draft.add({ op: 'has', input })
    return mask === null || mask === has ? has : this.#draft.add({ op: 'and', inputs: [has, mask] })
  }
}

const step = (mask: NodeRef, excluded: readonly NodeRef[] = []): SequenceStep => ({
  members: [{ mask }],
  excluded: excluded.map((each) => ({ members: [{ mask: each }] })),
})

const engine = createEngine()

function answerOf(plan: Plan, block: Block): readonly unknown[] {
  const runner = engine.createRunner(plan)
  for (const range of cutBatches([block], 5)) runner.consume(block, range)
  return mergePartials(plan, [runner.partial()]).map(plainly)
}

/** Figures by their groups, where any is not 0: their order and widths may differ. */
function plainly(partial: PartialResult): unknown {
  if (!('keys' in partial)) return partial
  const { keys, values } = partial
  const rows = Array.from(values[0]!, (_, row): [string, readonly number[]] => [
    keys === null ? `${row}` : keys.map((codes) => codes[row]).join(),
    values.map((figures) => figures[row]!),
  ])
  return new Map(rows.filter(([, figures]) => figures.some((figure) => figure !== 0)).sort())
}

describe('the answer', () => {
  const plans = fc.record({ world: worlds, made: instructions })
  const planOf = (made: readonly Instruction[]) => {
    const plan = new RandomPlan()
    for (const instruction of made) plan.follow(instruction)
    return plan.build()
  }

  it('is the same with all rewrites and with none', () => {
    fc.assert(
      fc.property(plans, ({ world, made }) => {
        const [plan, block] = [planOf(made), blockOf(world)]
        const asWritten = answerOf(plan, block)
        expect(answerOf(optimize(plan, []), block)).toEqual(asWritten)
        expect(answerOf(optimize(plan), block)).toEqual(asWritten)
      }),
      { numRuns: 100 },
    )
  })

  it.each(Object.keys(rewrites))('is the same with and without %s', (name) => {
    const others = Object.entries(rewrites).filter(([other]) => other !== name)
    fc.assert(
      fc.property(plans, ({ world, made }) => {
        const [plan, block] = [planOf(made), blockOf(world)]
        const alone = answerOf(optimize(plan, [rewrites[name]!]), block)
        expect(alone).toEqual(answerOf(plan, block))
        const without = optimize(
          plan,
          others.map(([, rewrite]) => rewrite),
        )
        expect(answerOf(without, block)).toEqual(alone)
      }),
      { numRuns: 40 },
    )
  })
})
