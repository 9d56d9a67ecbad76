/**
 * What the change of each factor makes of the difference of two products, by Shapley: the mean of its effect over
 * all orders in which the factors can change. The effects add up to the difference, and do not depend on
 * the order of the factors.
 */
export function splitProduct(before: readonly number[], now: readonly number[]): number[] {
  const effects = before.map(() => 0)
  const orders = permute(before.map((_, index) => index))
  for (const order of orders) {
    const at = [...before]
    for (const factor of order) {
      const without = multiply(at)
      at[factor] = now[factor]!
      effects[factor]! += (multiply(at) - without) / orders.length
    }
  }
  return effects
}

const multiply = (factors: readonly number[]): number =>
  factors.reduce((product, factor) => product * factor, 1)

function permute(all: readonly number[]): number[][] {
  if (all.length < 2) return [[...all]]
  return all.flatMap((first) =>
    permute(all.filter((other) => other !== first)).map((rest) => [first, ...rest]),
  )
}
