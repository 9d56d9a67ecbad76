/** Does something with all of a list, with so many at once; what became of each, in its order. */
export async function settleAtOnce<T, R>(
  all: readonly T[],
  most: number,
  work: (one: T) => Promise<R>,
): Promise<readonly PromiseSettledResult<R>[]> {
  const results: PromiseSettledResult<R>[] = []
  let next = 0
  const goOn = async () => {
    while (next < all.length) {
      const place = next++
      const [result] = await Promise.allSettled([work(all[place]!)])
      results[place] = result
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, all.length) }, goOn))
  return results
}
