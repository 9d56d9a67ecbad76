import { Memory } from '../../src/engine/memory.ts'

// Worker threads see columns in place, where writing to one would change every later answer. In the
// tests' own thread engines have copies: these must be like their originals when they are given back.

type Values = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** Files that share what they import share these functions, too. */
const watched = Symbol.for('columns are watched')

if (!(watched in Memory.prototype)) {
  Object.defineProperty(Memory.prototype, watched, { value: true })
  watch()
}

function watch(): void {
  const { seen, release } = Memory.prototype
  const copies = new WeakMap<Memory, [copy: Values, original: Values][]>()

  Memory.prototype.seen = function <T extends Values>(this: Memory, values: T): T {
    const copy = seen.call(this, values) as T
    const known = copies.get(this) ?? []
    copies.set(this, known)
    known.push([copy, values])
    return copy
  }

  Memory.prototype.release = function (mark) {
    for (const [copy, original] of copies.get(this) ?? []) {
      if (!copy.every((value, i) => Object.is(value, original[i]))) {
        throw new Error('a column was written to')
      }
    }
    copies.delete(this)
    release.call(this, mark)
  }
}
