import { LakeError } from '../../../model/errors.ts'

/** What could not be written while others could, and why. */
export interface Unwritable<T> {
  readonly one: T
  readonly error: unknown
}

/** So many fail one after the other before any is written: then it is not they that are wrong. */
const MOST_IN_VAIN = 10

/**
 * Writes all together. Where that fails for good it looks, half by half and in their order, for those that
 * cannot be written, and writes the others. Whatever was written may be written again.
 * Errors: what `write` says where it may go away by itself, or where nothing at all can be written.
 */
export async function writeAround<T>(
  all: readonly T[],
  write: (some: readonly T[]) => Promise<void>,
): Promise<readonly Unwritable<T>[]> {
  const guilty: Unwritable<T>[] = []
  let isAnyWritten = false

  async function attempt(some: readonly T[]): Promise<void> {
    try {
      await write(some)
      isAnyWritten = true
    } catch (error) {
      if (mayPass(error)) throw error
      await lookInto(some, error)
    }
  }

  async function lookInto(some: readonly T[], error: unknown): Promise<void> {
    if (some.length === 1) {
      guilty.push({ one: some[0]!, error })
      if (!isAnyWritten && guilty.length >= MOST_IN_VAIN) throw error
      return
    }
    const middle = Math.ceil(some.length / 2)
    await attempt(some.slice(0, middle))
    await attempt(some.slice(middle))
  }

  await attempt(all)
  if (guilty.length > 0 && !isAnyWritten) throw guilty[0]!.error
  return guilty
}

const mayPass = (error: unknown): boolean => error instanceof LakeError && error.retry !== 'never'
