import type { LookupTable } from './vectors.ts'

/** Code → code. */
export type CodeTable = Uint8Array | Uint32Array

/** What is made of tables, remembered as long as all of them are there. */
class MadeOf<T extends LookupTable> {
  readonly #made = new WeakMap<LookupTable, MadeOf<T>>()
  #table: T | undefined

  get(tables: readonly LookupTable[], make: () => T): T {
    const [first, ...others] = tables
    if (first === undefined) {
      this.#table ??= make()
      return this.#table
    }
    const rest = this.#made.get(first) ?? new MadeOf<T>()
    this.#made.set(first, rest)
    return rest.get(others, make)
  }
}

const composed = new MadeOf<LookupTable>()

/** What a code becomes by one table and then by another. */
export function composeTables(first: CodeTable, then: LookupTable): LookupTable {
  return composed.get([first, then], () => {
    const table = emptyLike(then, first.length)
    for (let code = 0; code < first.length; code++) table[code] = then[first[code]!]!
    return table
  })
}

function emptyLike(table: LookupTable, length: number): LookupTable {
  if (table instanceof Uint8Array) return new Uint8Array(length)
  return table instanceof Uint32Array ? new Uint32Array(length) : new Float64Array(length)
}

const presences = new MadeOf<Uint8Array>()

/** Code → whether a table gives it a value. */
export function findPresence(table: CodeTable): Uint8Array {
  return presences.get([table], () => Uint8Array.from(table, (code) => Number(code !== 0)))
}

const bitTables = new MadeOf<CodeTable>()

/** Code → bit s where it passes test s, of at most 32; in bytes where there are at most 8. */
export function combineTests(tests: readonly CodeTable[]): CodeTable {
  return bitTables.get(tests, () => {
    const size = tests[0]!.length
    const table = tests.length <= 8 ? new Uint8Array(size) : new Uint32Array(size)
    tests.forEach((test, step) => {
      for (let code = 0; code < size; code++) table[code]! |= test[code]! << step
    })
    return table
  })
}

const narrowed = new MadeOf<CodeTable>()

/** The same table in bytes, or itself where not all of its codes fit. */
export function narrowTable(table: CodeTable): CodeTable {
  if (table instanceof Uint8Array) return table
  return narrowed.get([table], () =>
    table.every((code) => code <= 0xff) ? Uint8Array.from(table) : table,
  )
}
