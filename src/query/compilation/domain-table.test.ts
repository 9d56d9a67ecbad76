import { expect, it } from 'vitest'
import { countTurns } from '../../../test/support/turns.ts'
import type { Compilation } from './compilation.ts'
import { buildPredicateTable, fillPredicateTable } from './domain-table.ts'
import { listDomain } from './value.ts'

const domain = listDomain(
  'pages',
  Array.from({ length: 100_000 }, (_, i) => `page ${i}`),
)
const passes = (item: unknown): boolean => String(item).endsWith('7')

/** All that is asked of a compilation: what its source remembers. */
function createCompilation(): Compilation {
  const known = new Map<string, unknown>()
  const memo = <T>(key: string, make: () => T): T => {
    if (!known.has(key)) known.set(key, make())
    return known.get(key) as T
  }
  return { source: { memo } } as unknown as Compilation
}

it('many items are asked in parts', async () => {
  const c = createCompilation()
  const turns = await countTurns(() => fillPredicateTable(c, domain, 'ends with 7', passes))
  expect(turns).toBeGreaterThan(20)
})

it('whoever asks for the same shares the answer', async () => {
  const c = createCompilation()
  let asked = 0
  const counted = (item: unknown) => {
    asked += 1
    return passes(item)
  }
  const ask = () => fillPredicateTable(c, domain, 'ends with 7', counted)
  const [one, other] = await Promise.all([ask(), ask()])
  expect(other).toBe(one)
  expect(buildPredicateTable(c, domain, 'ends with 7', counted)).toBe(one)
  expect(asked).toBe(domain.size)
  expect(one).toEqual(buildPredicateTable(createCompilation(), domain, 'ends with 7', passes))
})
