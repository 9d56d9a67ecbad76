/** Reads each of a list when it is asked for, so that others can be let in between: a list may be long. */
export const readEach = <T, R>(list: readonly T[], read: (each: T) => R): Iterable<R> => ({
  *[Symbol.iterator]() {
    for (const each of list) yield read(each)
  },
})
