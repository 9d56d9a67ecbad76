import type { Codes } from './columns.ts'

type ArrayType<T> = new (buffer: ArrayBuffer, byteOffset: number, length: number) => T

const PAGE_BYTES = 65536
const LIMITS_BYTES = [2, 1, 0.5, 0.25].map((gigabytes) => gigabytes * 2 ** 30 - PAGE_BYTES)

/** Bytes behind every array, so that kernels may read and write whole vectors past its end. */
const SLACK_BYTES = 64

/**
 * The linear memory of one engine: arrays are taken one after the other and given back together.
 * It never grows, so views stay valid; pages that were never touched cost nothing.
 */
export class Memory {
  readonly wasm: WebAssembly.Memory
  readonly #buffer: ArrayBuffer
  #top = PAGE_BYTES

  constructor() {
    this.wasm = reserve()
    this.#buffer = this.wasm.buffer
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

  /**
   * A copy of values in shared memory. It lies like them on words of 8 bytes: out of shared memory,
   * V8 copies by words only then, else byte by byte.
   */
  copy<T extends Codes | Float64Array>(shared: T): T {
    const { byteOffset, byteLength, length } = shared
    const phase = byteOffset % 8
    const place = this.#take(byteLength + 8) + phase
    const copy = new (shared.constructor as ArrayType<T>)(this.#buffer, place, length)
    copy.set(shared)
    return copy
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

  #take(bytes: number): number {
    const at = this.#top
    this.#top = Math.ceil((at + bytes + SLACK_BYTES) / 16) * 16
    if (this.#top > this.#buffer.byteLength) throw new RangeError('engine memory is used up')
    return at
  }
}

function reserve(): WebAssembly.Memory {
  for (const limit of LIMITS_BYTES) {
    try {
      const pages = Math.floor(limit / PAGE_BYTES)
      return new WebAssembly.Memory({ initial: pages, maximum: pages })
    } catch {
      // A machine that cannot reserve this much address space gets the next smaller memory.
    }
  }
  throw new RangeError('no linear memory for the engine')
}
