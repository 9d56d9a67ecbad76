import { describe, expect, it } from 'vitest'
import type { Aggregation } from '../aggregations/index.ts'
import type { PlanNode } from '../operators/index.ts'
import type { SequenceStep } from '../operators/sequence.ts'
import type { Plan } from '../plan.ts'
import { PlanDraft } from '../plan-draft.ts'
import type { MaskRef, NodeRef, LookupTable } from '../vectors.ts'
import { rewrites } from './index.ts'
import { optimize } from './optimize.ts'

const column = (name: string, list?: string): PlanNode =>
  list === undefined ? { op: 'column', column: name } : { op: 'column', column: name, list }

/** A plan before and after one rewrite: its nodes and tables, and the events or rows it is asked for. */
function planBy(name: string, compile: (plan: PlanDraft) => Aggregation) {
  const draft = new PlanDraft()
  const aggregations = [compile(draft)]
  const before: Plan = { nodes: draft.nodes, tables: draft.tables, aggregations }
  const shown = ({ nodes, tables, aggregations: [asked] }: Plan) => ({
    nodes,
    tables: tables.map((table) => Array.from(table)),
    asked,
  })
  const after = optimize(before, [rewrites[name]!])
  return { before: shown(optimize(before, [])), after: shown(after) }
}

const who = (mask: MaskRef): Aggregation => ({ kind: 'persons', mask })
const values = (input: NodeRef): Aggregation => ({ kind: 'distinct-numbers', input, mask: null })
const test = (plan: PlanDraft, input: NodeRef, ...bits: number[]) =>
  plan.add({ op: 'test', input, table: plan.table(Uint8Array.from(bits)) })
const map = (plan: PlanDraft, input: NodeRef, table: LookupTable) =>
  plan.add({ op: 'map', input, table: plan.table(table) })

describe('composeMaps', () => {
  it('makes one table of a test of a map', () => {
    const { before, after } = planBy('composeMaps', (plan) =>
      who(test(plan, map(plan, plan.add(column('page')), Uint32Array.of(0, 2, 1)), 0, 0, 1)),
    )
    expect(before).toEqual({
      nodes: [
        column('page'),
        { op: 'map', input: 0, table: 0 },
        { op: 'test', input: 1, table: 1 },
      ],
      tables: [
        [0, 2, 1],
        [0, 0, 1],
      ],
      asked: { kind: 'persons', mask: 2 },
    })
    expect(after).toEqual({
      nodes: [column('page'), { op: 'test', input: 0, table: 0 }],
      tables: [[0, 1, 0]],
      asked: { kind: 'persons', mask: 1 },
    })
  })

  it('makes one table of a chain of maps, to numbers too', () => {
    const { after } = planBy('composeMaps', (plan) => {
      const lower = map(plan, plan.add(column('sku', 'items')), Uint32Array.of(0, 1, 1))
      const part = map(plan, lower, Uint32Array.of(0, 2))
      const table = plan.table(Float64Array.of(Number.NaN, 5, 7))
      return values(plan.add({ op: 'map-number', input: part, table }))
    })
    expect(after.nodes).toEqual([column('sku', 'items'), { op: 'map-number', input: 0, table: 0 }])
    expect(after.tables).toEqual([[Number.NaN, 7, 7]])
  })

  it('makes one table of a test of a list, whose events without elements are mapped as no value', () => {
    const { after } = planBy('composeMaps', (plan) =>
      who(test(plan, map(plan, plan.add(column('sku', 'items')), Uint32Array.of(1, 0)), 0, 1)),
    )
    expect(after.nodes).toEqual([column('sku', 'items'), { op: 'test', input: 0, table: 0 }])
    expect(after.tables).toEqual([[1, 0]])
  })
})

describe('testPresence', () => {
  it('makes a test of whether a map leaves a value', () => {
    const { before, after } = planBy('testPresence', (plan) => {
      const mapped = map(plan, plan.add(column('page')), Uint32Array.of(0, 3, 0))
      return who(plan.add({ op: 'has', input: mapped }))
    })
    expect(before.nodes.map(({ op }) => op)).toEqual(['column', 'map', 'has'])
    expect(after.nodes).toEqual([column('page'), { op: 'test', input: 0, table: 0 }])
    expect(after.tables).toEqual([[0, 1, 0]])
  })
})

describe('narrowCodes', () => {
  it('puts codes into bytes where all fit', () => {
    const { before, after } = planBy('narrowCodes', (plan) =>
      values(map(plan, plan.add(column('page')), Uint32Array.of(0, 255))),
    )
    expect(after).toEqual(before)
    const draft = new PlanDraft()
    const narrow = map(draft, draft.add(column('page')), Uint32Array.of(0, 255))
    const wide = map(draft, draft.add(column('page')), Uint32Array.of(0, 256))
    const list = map(draft, draft.add(column('sku', 'items')), Uint32Array.of(0, 1))
    const plan = { nodes: draft.nodes, tables: draft.tables }
    const aggregations = [narrow, wide, list].map(values)
    const { tables } = optimize({ ...plan, aggregations }, [rewrites['narrowCodes']!])
    expect(tables.map((table) => table.constructor)).toEqual([Uint8Array, Uint32Array, Uint32Array])
  })
})

describe('joinTests', () => {
  it('makes one table of bits of tests of the same codes', () => {
    const { before, after } = planBy('joinTests', (plan) => {
      const page = plan.add(column('page'))
      const masks = [test(plan, page, 0, 1, 1), test(plan, page, 0, 0, 1)]
      return values(plan.add({ op: 'bits', masks }))
    })
    expect(before.nodes.map(({ op }) => op)).toEqual(['column', 'test', 'test', 'bits'])
    expect(after.nodes).toEqual([column('page'), { op: 'map', input: 0, table: 0 }])
    expect(after.tables).toEqual([[0, 1, 3]])
  })

  it('leaves tests of different codes', () => {
    const { before, after } = planBy('joinTests', (plan) => {
      const masks = ['page', 'site'].map((name) => test(plan, plan.add(column(name)), 0, 1))
      return values(plan.add({ op: 'bits', masks }))
    })
    expect(after).toEqual(before)
  })
})

describe('joinContainers', () => {
  it('looks for several conditions in one pass over the same containers', () => {
    const { before, after } = planBy('joinContainers', (plan) => {
      const runs = plan.add({ op: 'persons' })
      const masks = ['a', 'b', 'c'].map((name) =>
        plan.add({ op: 'has', input: plan.add(column(name)) }),
      )
      const [some, other] = masks.map((mask) => plan.add({ op: 'any-in', mask, runs }))
      return who(plan.add({ op: 'and', inputs: [some!, masks[2]!, other!] }))
    })
    expect(before.nodes.slice(7)).toEqual([
      { op: 'any-in', mask: 2, runs: 0 },
      { op: 'any-in', mask: 4, runs: 0 },
      { op: 'and', inputs: [7, 6, 8] },
    ])
    expect(after.nodes.slice(7)).toEqual([
      { op: 'bits', masks: [2, 4] },
      { op: 'all-in', bits: 7, required: 3, runs: 0 },
      { op: 'and', inputs: [6, 8] },
    ])
  })

  it('has at most eight conditions in a byte', () => {
    const { after } = planBy('joinContainers', (plan) => {
      const runs = plan.add({ op: 'persons' })
      const inputs = Array.from({ length: 9 }, (_, n) => {
        const mask = plan.add({ op: 'has', input: plan.add(column(`c${n}`)) })
        return plan.add({ op: 'any-in', mask, runs })
      })
      return who(plan.add({ op: 'and', inputs }))
    })
    const { nodes } = after
    const ops = nodes.map(({ op }) => op).filter((op) => op !== 'column' && op !== 'has')
    expect(ops).toEqual(['persons', 'any-in', 'bits', 'all-in', 'and'])
    expect(nodes.at(-2)).toMatchObject({ required: 255 })
  })
})

describe('matchPlainSequences', () => {
  const plan = new PlanDraft()
  const [cart, order, help] = ['cart', 'order', 'help'].map((name) =>
    plan.add({ op: 'has', input: plan.add(column(name)) }),
  )
  const runs = plan.add({ op: 'persons' })
  const time = plan.add({ op: 'event-time' })
  const limit = { coordinate: time, amount: 60_000 }
  const after = (steps: readonly SequenceStep[]) => {
    const rules = { window: null, steps, excludedAfter: [], keep: 'everyone' } as const
    const draft = new PlanDraft()
    for (const node of plan.nodes) draft.add(node)
    const sequence = draft.add({ op: 'sequence', runs, ...rules })
    const { nodes } = optimize({ nodes: draft.nodes, tables: [], aggregations: [who(sequence)] }, [
      rewrites['matchPlainSequences']!,
    ])
    return nodes
  }

  it('matches steps by their bits', () => {
    const excluded = [{ members: [{ mask: help! }] }]
    expect(
      after([
        { members: [{ mask: cart! }], excluded: [] },
        { members: [{ mask: order! }], within: limit, excluded },
      ]).slice(6),
    ).toEqual([
      { op: 'persons' },
      { op: 'event-time' },
      { op: 'bits', masks: [1, 3, 5] },
      {
        op: 'match-steps',
        bits: 8,
        runs: 6,
        window: null,
        steps: [{ excluded: 0 }, { excluded: 4, within: { coordinate: 7, amount: 60_000 } }],
        excludedAfter: 0,
      },
    ])
  })

  it('leaves groups, containers as steps and limits that begin elsewhere to the search', () => {
    const first = { members: [{ mask: cart! }], excluded: [] }
    const others: SequenceStep[] = [
      { members: [{ mask: order! }, { mask: help! }], excluded: [] },
      { members: [{ mask: order!, runs }], excluded: [] },
      { members: [{ mask: order! }], within: { ...limit, from: time }, excluded: [] },
      { members: [{ mask: order! }], within: limit, after: limit, excluded: [] },
    ]
    for (const step of others) expect(after([first, step]).at(-1)).toMatchObject({ op: 'sequence' })
  })
})

describe('pairMasks', () => {
  it('joins masks two by two, the first ones first', () => {
    const { before, after } = planBy('pairMasks', (plan) => {
      const inputs = ['a', 'b', 'c'].map((name) =>
        plan.add({ op: 'has', input: plan.add(column(name)) }),
      )
      return who(plan.add({ op: 'or', inputs }))
    })
    expect(before.nodes.slice(6)).toEqual([{ op: 'or', inputs: [1, 3, 5] }])
    expect(after.nodes.slice(6)).toEqual([
      { op: 'or', inputs: [1, 3] },
      { op: 'or', inputs: [6, 5] },
    ])
  })
})

describe('gridTimes', () => {
  it('finds buckets through cells', () => {
    const { before, after } = planBy('gridTimes', (plan) =>
      values(plan.add({ op: 'time-bucket', bounds: plan.table(Float64Array.of(0, 10, 30)) })),
    )
    expect(before).toMatchObject({
      nodes: [{ op: 'time-bucket', bounds: 0 }],
      tables: [[0, 10, 30]],
    })
    const cells = { grid: 1, cellMs: 10, isAligned: true }
    expect(after.nodes).toEqual([{ op: 'time-bucket', bounds: 0, cells }])
    expect(after.tables).toEqual([
      [0, 10, 30],
      [0, 1, 2, 2],
    ])
  })
})

describe('dropValueMasks', () => {
  const sumOf = (plan: PlanDraft, input: NodeRef, ...masks: NodeRef[]): Aggregation => {
    const mask = masks.length === 1 ? masks[0]! : plan.add({ op: 'and', inputs: masks })
    const measures = [{ measure: 'sum', input, mask }] as const
    return { kind: 'group', keys: [], sizes: [], lists: [], mask: null, measures }
  }

  it('sums amounts without a mask of their own', () => {
    const { before, after } = planBy('dropValueMasks', (plan) => {
      const input = plan.add(column('revenue'))
      return sumOf(plan, input, plan.add({ op: 'has', input }))
    })
    expect(before.nodes).toEqual([column('revenue'), { op: 'has', input: 0 }])
    expect(after.nodes).toEqual([column('revenue')])
    expect(after.asked).toMatchObject({ measures: [{ measure: 'sum', input: 0, mask: null }] })
  })

  it('leaves the other mask; amounts of lists are those of their elements', () => {
    const { after } = planBy('dropValueMasks', (plan) => {
      const elements = plan.add(column('price', 'items'))
      const input = plan.add({ op: 'list-sum', input: elements })
      const other = plan.add({ op: 'has', input: plan.add(column('page')) })
      return sumOf(plan, input, plan.add({ op: 'has', input: elements }), other)
    })
    expect(after.nodes.map(({ op }) => op)).toEqual(['column', 'list-sum', 'column', 'has'])
    expect(after.asked).toMatchObject({ measures: [{ measure: 'sum', input: 1, mask: 3 }] })
  })
})

describe('hoistMasks', () => {
  it('applies a mask that all measures share once', () => {
    const { before, after } = planBy('hoistMasks', (plan) => {
      const mask = plan.add({ op: 'has', input: plan.add(column('page')) })
      const runs = plan.add({ op: 'persons' })
      const measures = [
        { measure: 'count', mask },
        { measure: 'distinct', runs, mask },
      ] as const
      return { kind: 'group', keys: [], sizes: [], lists: [], mask: null, measures }
    })
    expect(before.asked).toMatchObject({ mask: null, measures: [{ mask: 1 }, { mask: 1 }] })
    expect(after.asked).toMatchObject({ mask: 1, measures: [{ mask: null }, { mask: null }] })
  })
})

describe('optimize', () => {
  it('leaves out what no aggregation needs', () => {
    const { before } = planBy('pairMasks', (plan) => {
      map(plan, plan.add(column('unused')), Uint32Array.of(1))
      return who(test(plan, plan.add(column('page')), 0, 1))
    })
    expect(before).toEqual({
      nodes: [column('page'), { op: 'test', input: 0, table: 0 }],
      tables: [[0, 1]],
      asked: { kind: 'persons', mask: 1 },
    })
  })
})
