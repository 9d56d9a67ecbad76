import { getOwn } from '../../../model/own.ts'

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

const has = (document: object, name: string): unknown =>
  getOwn(document as Record<string, unknown>, name)

/** A document with changes upon it; what is undefined is left out. */
export const withChanges = <T extends object>(document: T, changes: Partial<T>): T =>
  Object.fromEntries(
    Object.entries({ ...document, ...changes }).filter(([, value]) => value !== undefined),
  ) as T

/** The changes that a document does not have yet. */
export const changesLeft = <T extends object>(changes: Partial<T>, document: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(changes).filter(([name, value]) => !isSame(value, has(document, name))),
  ) as Partial<T>

/** The names of what was changed here, and meanwhile by somebody else into something else. */
export const disputed = <T extends object>(
  base: T,
  theirs: T,
  changes: Partial<T>,
): readonly string[] =>
  Object.keys(changes).filter(
    (name) =>
      !isSame(has(base, name), has(theirs, name)) && !isSame(has(changes, name), has(theirs, name)),
  )
