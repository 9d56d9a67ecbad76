import type { Codes } from './columns.ts'
import type { Scope } from './scope.ts'

/**
 * What the host has cached under a key for this batch, or what is made now and cached from now on; where kernels
 * see it, in the width that it is cached in.
 */
export function getCached(scope: Scope, key: string, make: () => Codes): Codes {
  const vector = scope.block.cached?.get(key)
  if (!vector) return make()
  const { values, counts } = vector
  const { batch, eventFrom } = scope.range
  const from = eventFrom + batch
  if (Atomics.load(counts, batch) === 0) {
    const made = make()
    values.set(made, from)
    Atomics.store(counts, batch, made.length + 1)
  }
  return scope.codesIn(values, from, from + Atomics.load(counts, batch) - 1)
}
