import type { Codes } from './columns.ts'

type ArrayType<T> = new (buffer: ArrayBuffer, byteOffset: number, length: number) => T

/** Of a WebAssembly memory. */
export const PAGE_BYTES = 65536

/** The most that may be sent to a thread, and what is tried where there is less room for addresses. */
const PAGES = [65535, 32768, 16384, 8192, 4096]

/** Bytes behind every array, so that kernels may read 65 codes, and write a vector, past its end. */
export const SLACK_BYTES = 320

/** A part of a memory that other threads may use as well, in bytes; it begins with a page. */
export interface Region {
  readonly wasm: WebAssembly.Memory
  readonly from: number
  readonly to: number
}

/** An engine has no room for what a plan needs. */
export class MemoryUsedUp extends RangeError {
  override readonly name = 'MemoryUsedUp'
}

/**
 * The linear memory of one engine: arrays are taken one after the other and given back together.
 * It never grows, so views stay valid; pages that were never touched cost nothing.
 */
export class Memory {
  readonly wasm: WebAssembly.Memory
  readonly #buffer: ArrayBuffer
  readonly #to: number
  #top: number

  /** @param region where arrays are taken; without it a memory of its own */
  constructor({ wasm, from, to }: Region = wholeMemory()) {
    this.wasm = wasm
    this.#buffer = wasm.buffer
    this.#top = from
    this.#to = to
  }

  bytes(length: number): Uint8Array {
    return new Uint8Array(this.#buffer, this.#take(length), length)
  }

  shorts(length: number): Uint16Array {
    return new Uint16Array(this.#buffer, this.#take(length * 2), length)
  }

  codes(length: number): Uint32Array {
    return new Uint32Array(this.#buffer, this.#take(length * 4), length)
  }

  numbers(length: number): Float64Array {
    return new Float64Array(this.#buffer, this.#take(length * 8), length)
  }

  /** Room for codes as wide as others. */
  like(codes: Codes, length: number): Codes {
    if (codes instanceof Uint8Array) return this.bytes(length)
    return codes instanceof Uint16Array ? this.shorts(length) : this.codes(length)
  }

  /** The values where kernels see them: in place where they lie in this memory, else a copy. Not to be written to. */
  seen<T extends Codes | Float64Array>(values: T): T {
    return this.holds(values) ? values : this.#copy(values)
  }

  /** Whether kernels see an array in place. */
  holds({ buffer }: ArrayBufferView): boolean {
    return buffer === this.#buffer
  }

  /** The same values of this memory, told by a view that came from another thread. */
  own<T extends ArrayBufferView>(view: T & { readonly length: number }): T {
    return new (view.constructor as ArrayType<T>)(this.#buffer, view.byteOffset, view.length)
  }

  /** A second view of the same bytes, as 32-bit slots. */
  slots(array: Float64Array | Uint8Array): Uint32Array {
    return new Uint32Array(this.#buffer, array.byteOffset, array.byteLength >> 2)
  }

  /** A second view of the same bytes, as numbers. */
  numbersOf(array: Uint32Array): Float64Array {
    return new Float64Array(this.#buffer, array.byteOffset, array.byteLength >> 3)
  }

  /** All that is taken after a mark is given back by `release(mark)`. */
  mark(): number {
    return this.#top
  }

  release(mark: number): void {
    this.#top = mark
  }

  /**
   * A copy lies like the original on words of 8 bytes: out of shared memory, V8 copies by words only
   * then, else byte by byte.
   */
  #copy<T extends Codes | Float64Array>(shared: T): T {
    const { byteOffset, byteLength, length } = shared
    const phase = byteOffset % 8
    const place = this.#take(byteLength + 8) + phase
    const copy = new (shared.constructor as ArrayType<T>)(this.#buffer, place, length)
    copy.set(shared)
    return copy
  }

  #take(bytes: number): number {
    const at = this.#top
    this.#top = Math.ceil((at + bytes + SLACK_BYTES) / 16) * 16
    if (this.#top > this.#to) throw new MemoryUsedUp('engine memory is used up')
    return at
  }
}

/** `fill` for the memory of engines, which is shared: there fill stores value by value, a loop is compiled. */
export function setRange(
  array: Codes | Float64Array,
  value: number,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) array[i] = value
}

/** A memory of its own, of as much as can be addressed up to a limit; address 0 means nothing. */
export function wholeMemory(mostPages = 32768): Region {
  for (const pages of PAGES) {
    if (pages > mostPages) continue
    try {
      const wasm = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
      return { wasm, from: PAGE_BYTES, to: pages * PAGE_BYTES }
    } catch {
      // A machine that cannot reserve this much address space gets the next smaller memory.
    }
  }
  throw new RangeError('no linear memory for the engine')
}
