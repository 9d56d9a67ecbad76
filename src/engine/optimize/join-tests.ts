import type { TestNode } from '../operators/codes.ts'
import { type CodeTable, combineTests as joinTables } from '../tables.ts'
import type { Rewrite, RewrittenPlan } from './rewrite.ts'

/** Bits of masks that all test the same codes are one table of bits. */
export const joinTests: Rewrite = {
  node(node, plan) {
    if (node.op !== 'bits') return null
    const tests = node.masks.map((mask) => (mask === null ? null : plan.node(mask)))
    const [first] = tests
    if (first?.op !== 'test' || plan.isList(first.input)) return null
    const isSame = (test: (typeof tests)[number]): test is TestNode =>
      test?.op === 'test' && test.input === first.input
    return tests.every(isSame) ? mapToBits(tests, plan) : null
  },
}

function mapToBits(tests: readonly TestNode[], plan: RewrittenPlan) {
  const table = joinTables(tests.map((test) => plan.tableAt(test.table) as CodeTable))
  return { op: 'map', input: tests[0]!.input, table: plan.table(table) } as const
}
