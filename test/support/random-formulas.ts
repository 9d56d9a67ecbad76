import fc from 'fast-check'
import type { Formula } from '../../src/model/formula.ts'

const id = fc.oneof(
  fc.constantFrom(
    'orders',
    'session-starts',
    'crm.revenue',
    'a_b',
    '7-days',
    '1e5',
    'total',
    'mean',
  ),
  fc.string({ minLength: 1 }),
)
const segments = fc.array(
  fc.oneof(
    id,
    fc.constant({ container: 'event', where: { metric: 'orders', op: 'exists' } } as const),
  ),
  { minLength: 1, maxLength: 2 },
)
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))

/** Formulas as a text can say them; `functions` need not take what they are given. */
export const formulas = (functions: readonly string[]): fc.Arbitrary<Formula> =>
  fc.letrec<{ tree: Formula }>((tie) => {
    const args = fc.array(tie('tree'), { minLength: 2, maxLength: 3 })
    return {
      tree: fc.oneof(
        { maxDepth: 5 },
        number.map((x) => x + 0 || 0),
        fc.record(
          {
            metric: id,
            segments,
            total: fc.constant(true),
            attribution: fc.constant({ model: 'linear', container: 'person' } as const),
          },
          { requiredKeys: ['metric'] },
        ),
        fc.record({ dimension: id }),
        fc.record(
          { op: fc.constantFrom('+', '-', '*', '/', '^'), args, segments },
          { requiredKeys: ['op', 'args'] },
        ),
        fc.record(
          { op: fc.constantFrom('-', '+'), args: tie('tree').map((x) => [x]), segments },
          { requiredKeys: ['op', 'args'] },
        ),
        fc.record(
          {
            function: fc.constantFrom(...functions),
            args,
            segments,
            includeZeros: fc.constant(true),
          },
          { requiredKeys: ['function', 'args'] },
        ),
      ),
    }
  }).tree
