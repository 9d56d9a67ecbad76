/** How many buckets are read at a time; the lake has as many sessions for reading. */
const PARALLEL_READS = 3

/** Reads several things, some at a time; waits for what is under way even when one reading fails. */
export async function readAll<T>(count: number, read: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const reader = async () => {
    while (next < count) {
      const index = next++
      results[index] = await read(index).catch((error: unknown) => {
        next = count
        throw error
      })
    }
  }
  const readers = await Promise.allSettled(Array.from({ length: PARALLEL_READS }, reader))
  const failed = readers.find((reader) => reader.status === 'rejected')
  if (failed) throw failed.reason
  return results
}
