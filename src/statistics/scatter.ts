import { addUp } from './descriptive.ts'
import type { EtsFit } from './ets-fit.ts'

/** How values lie around what a model expected of them. */
export interface Scatter {
  /** Values minus expected, in sizes. */
  readonly errors: readonly number[]
  /** One per value: 1 everywhere, or as large as what was expected. */
  readonly sizes: readonly number[]
}

/**
 * The errors of a fit to these values. Those of a multiplicative model are shares of what was expected
 * where that makes the values likelier, and plain differences elsewhere.
 */
export function measureScatter(values: readonly number[], { model, run }: EtsFit): Scatter {
  const differences = values.map((value, t) => value - run.expected[t]!)
  const plain = { errors: differences, sizes: values.map(() => 1) }
  if (model.error === 'A') return plain
  const sizes = Array.from(run.expected, Math.abs)
  const shares = { errors: differences.map((error, t) => error / sizes[t]!), sizes }
  return misfitOf(shares) < misfitOf(plain) ? shares : plain
}

/** The root of the mean square, over so many errors. */
export const computeSpread = ({ errors }: Scatter, count = errors.length): number =>
  Math.sqrt(addUp(errors.map((error) => error ** 2)) / count)

/** -2 × the logarithm of the likelihood of normal errors, up to a constant. */
const misfitOf = (scatter: Scatter): number =>
  2 *
  (scatter.errors.length * Math.log(computeSpread(scatter)) + addUp(scatter.sizes.map(Math.log)))
