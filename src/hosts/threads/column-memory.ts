import { type Region, SLACK_BYTES } from '../../engine/index.ts'

/** Arrays begin on cache lines. */
const LINE_BYTES = 64

interface Span {
  readonly from: number
  readonly to: number
}

interface Taken extends Span {
  holders: number
}

/** Where columns are put while they are read: all or nothing. */
export interface Room {
  bytes(length: number): Uint8Array
  free(array: ArrayBufferView): void
  /** Gives back all that was taken here. */
  undo(): void
}

/**
 * Room for columns in the memory of the engines, whose kernels see them in place. What finds none there
 * gets shared memory of its own, which engines copy batch by batch. First fit; an array is given back
 * when nobody holds it any more.
 */
export class ColumnMemory {
  readonly #buffer: ArrayBufferLike | undefined
  /** Ascending, none touching the next. */
  #free: Span[]
  readonly #taken = new Map<number, Taken>()

  /** @param region of the engines' memory; without it there is no room in place */
  constructor(region?: Region) {
    this.#buffer = region?.wasm.buffer
    this.#free = region ? [upToLines(region)] : []
  }

  get freeBytes(): number {
    return this.#free.reduce((sum, { from, to }) => sum + to - from, 0)
  }

  room(): Room {
    const taken = new Set<ArrayBufferView>()
    const free = (array: ArrayBufferView) => {
      if (taken.delete(array)) this.free(array)
    }
    return {
      bytes: (length) => {
        const bytes = this.bytes(length)
        taken.add(bytes)
        return bytes
      },
      free,
      undo: () => taken.forEach(free),
    }
  }

  /** Not cleared. */
  bytes(length: number): Uint8Array {
    const size = Math.ceil((length + SLACK_BYTES) / LINE_BYTES) * LINE_BYTES
    const index = this.#free.findIndex(({ from, to }) => to - from >= size)
    const span = this.#free[index]
    if (!span) return new Uint8Array(new SharedArrayBuffer(length))
    const { from, to } = span
    const rest = from + size < to ? [{ from: from + size, to }] : []
    this.#free.splice(index, 1, ...rest)
    this.#taken.set(from, { from, to: from + size, holders: 0 })
    return new Uint8Array(this.#buffer!, from, length)
  }

  /** Keeps an array until `free` was said as often. */
  hold(array: ArrayBufferView): void {
    const taken = this.#takenBy(array)
    if (taken) taken.holders++
  }

  free(array: ArrayBufferView): void {
    const taken = this.#takenBy(array)
    if (!taken || --taken.holders > 0) return
    this.#taken.delete(taken.from)
    this.#giveBack(taken)
  }

  #takenBy({ buffer, byteOffset }: ArrayBufferView): Taken | undefined {
    return buffer === this.#buffer ? this.#taken.get(byteOffset) : undefined
  }

  #giveBack({ from, to }: Span): void {
    const before = this.#free.filter((span) => span.to < from)
    const after = this.#free.filter((span) => span.from > to)
    const touching = this.#free.filter((span) => span.to === from || span.from === to)
    const joined = [...touching, { from, to }]
    const all = {
      from: Math.min(...joined.map((span) => span.from)),
      to: Math.max(...joined.map((span) => span.to)),
    }
    this.#free = [...before, all, ...after]
  }
}

function upToLines({ from, to }: Region): Span {
  return { from: Math.ceil(from / LINE_BYTES) * LINE_BYTES, to }
}
