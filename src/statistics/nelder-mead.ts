interface Vertex {
  readonly at: readonly number[]
  readonly value: number
}

/**
 * Minimises a function without derivatives (Nelder and Mead 1965), from `start` with a first step
 * per coordinate. Infinity marks places that are not allowed.
 */
export function minimize(
  f: (at: readonly number[]) => number,
  start: readonly number[],
  steps: readonly number[],
  maxEvaluations: number,
): readonly number[] {
  const vertex = (at: readonly number[]): Vertex => ({ at, value: f(at) })
  const simplex = [
    vertex(start),
    ...steps.map((step, i) => vertex(start.map((x, j) => (i === j ? x + step : x)))),
  ]
  const dimensions = start.length
  let evaluations = simplex.length
  while (evaluations < maxEvaluations) {
    simplex.sort((a, b) => a.value - b.value)
    const [best, worst] = [simplex[0]!, simplex[dimensions]!]
    if (worst.value - best.value <= 1e-10 * (Math.abs(best.value) + 1e-10)) break
    const centre = best.at.map(
      (_, j) => simplex.slice(0, -1).reduce((sum, { at }) => sum + at[j]!, 0) / dimensions,
    )
    const along = (factor: number): Vertex =>
      vertex(centre.map((c, j) => c + factor * (worst.at[j]! - c)))
    evaluations += 2
    const next = replacement(along, best, simplex[dimensions - 1]!, worst)
    if (next !== undefined) {
      simplex[dimensions] = next
      continue
    }
    evaluations += dimensions
    for (let i = 1; i <= dimensions; i++) {
      simplex[i] = vertex(simplex[i]!.at.map((x, j) => (x + best.at[j]!) / 2))
    }
  }
  return simplex.reduce((a, b) => (b.value < a.value ? b : a)).at
}

/** What takes the place of the worst vertex; nothing where the simplex must shrink. */
function replacement(
  along: (factor: number) => Vertex,
  best: Vertex,
  secondWorst: Vertex,
  worst: Vertex,
): Vertex | undefined {
  const reflected = along(-1)
  if (reflected.value < best.value) {
    const expanded = along(-2)
    return expanded.value < reflected.value ? expanded : reflected
  }
  if (reflected.value < secondWorst.value) return reflected
  const contracted = along(reflected.value < worst.value ? -0.5 : 0.5)
  return contracted.value < Math.min(reflected.value, worst.value) ? contracted : undefined
}
