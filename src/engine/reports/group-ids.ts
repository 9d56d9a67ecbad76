/** A table is at most this full, so that probes stay short. */
const MAX_LOAD = 0.5

/** Numbers the combinations of codes that occur: 0, 1, 2 … in the order of their first occurrence. */
export class GroupIds {
  readonly #width: number
  #count = 0
  /** The codes of group g at `g × width` …. */
  #codes: Uint32Array
  /** Open addressing: group + 1, 0 where free. */
  #slots = new Uint32Array(1024)

  /** @param sizes how many codes each key has */
  constructor(sizes: readonly number[]) {
    this.#width = sizes.length
    this.#codes = new Uint32Array(256 * sizes.length)
  }

  get count(): number {
    return this.#count
  }

  id(codes: ArrayLike<number>): number {
    const mask = this.#slots.length - 1
    let slot = hash(codes, 0, this.#width) & mask
    for (let id = this.#slots[slot]!; id !== 0; id = this.#slots[slot]!) {
      if (this.#isAt(codes, id - 1)) return id - 1
      slot = (slot + 1) & mask
    }
    this.#slots[slot] = this.#count + 1
    return this.#append(codes)
  }

  /** The code that a group has for the key at an index. */
  code(id: number, key: number): number {
    return this.#codes[id * this.#width + key]!
  }

  /** One array per key with the codes of group 0, 1, 2 …. */
  codes(): Uint32Array[] {
    return Array.from({ length: this.#width }, (_, k) =>
      Uint32Array.from({ length: this.#count }, (_g, g) => this.#codes[g * this.#width + k]!),
    )
  }

  #isAt(codes: ArrayLike<number>, id: number): boolean {
    const from = id * this.#width
    for (let k = 0; k < this.#width; k++) if (this.#codes[from + k] !== codes[k]) return false
    return true
  }

  #append(codes: ArrayLike<number>): number {
    const id = this.#count++
    const from = id * this.#width
    if (from + this.#width > this.#codes.length) this.#codes = doubled(this.#codes)
    for (let k = 0; k < this.#width; k++) this.#codes[from + k] = codes[k]!
    if (this.#count > this.#slots.length * MAX_LOAD) this.#rehash()
    return id
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 4)
    const mask = slots.length - 1
    for (let id = 0; id < this.#count; id++) {
      let slot = hash(this.#codes, id * this.#width, this.#width) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = id + 1
    }
    this.#slots = slots
  }
}

function hash(codes: ArrayLike<number>, from: number, width: number): number {
  let h = 0
  for (let k = from; k < from + width; k++) {
    h = Math.imul(h ^ codes[k]!, 0x9e3779b1)
    h ^= h >>> 15
  }
  return h >>> 0
}

function doubled(codes: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(codes.length * 2)
  larger.set(codes)
  return larger
}
