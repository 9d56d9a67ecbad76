/** A table is at most this full, so that probes stay short. */
const MAX_LOAD = 0.5

/** Up to this many combinations are looked up in a table with a place for each. */
const DIRECT_COMBINATIONS = 1 << 22

/** Numbers the combinations of codes that occur: 0, 1, 2 … in the order of their first occurrence. */
export class GroupIds {
  readonly #sizes: readonly number[]
  readonly #width: number
  #count = 0
  /** The codes of group g at `g × width` …. */
  #codes: Uint32Array
  /** Group + 1, 0 where free: by combination, or by hash and open addressing. */
  #slots: Uint32Array
  readonly #isDirect: boolean

  /** @param sizes how many codes each key has */
  constructor(sizes: readonly number[]) {
    this.#sizes = sizes
    this.#width = sizes.length
    this.#codes = new Uint32Array(256 * sizes.length)
    const combinations = sizes.reduce((product, size) => product * size, 1)
    this.#isDirect = combinations <= DIRECT_COMBINATIONS
    this.#slots = new Uint32Array(this.#isDirect ? combinations : 1024)
  }

  get count(): number {
    return this.#count
  }

  id(codes: ArrayLike<number>): number {
    const slot = this.#isDirect ? this.#place(codes) : this.#probe(codes)
    const known = this.#slots[slot]!
    return known === 0 ? this.#append(codes, slot) : known - 1
  }

  /** out[row] = the group of events[row], by its codes in one column per key. */
  idsOf(columns: readonly Uint32Array[], events: Uint32Array, out: Uint32Array): void {
    const codes = new Uint32Array(this.#width)
    for (let row = 0; row < events.length; row++) {
      const event = events[row]!
      for (let k = 0; k < codes.length; k++) codes[k] = columns[k]![event]!
      out[row] = this.id(codes)
    }
  }

  /** The code that a group has for the key at an index. */
  code(id: number, key: number): number {
    return this.#codes[id * this.#width + key]!
  }

  /** One array per key with the codes of group 0, 1, 2 …. */
  codes(): Uint32Array[] {
    return this.#sizes.map((_, k) => {
      const column = new Uint32Array(this.#count)
      for (let g = 0; g < column.length; g++) column[g] = this.#codes[g * this.#width + k]!
      return column
    })
  }

  #place(codes: ArrayLike<number>): number {
    let place = 0
    for (let k = 0; k < this.#width; k++) place = place * this.#sizes[k]! + codes[k]!
    return place
  }

  /** The slot that holds the codes, or the free one where they belong. */
  #probe(codes: ArrayLike<number>): number {
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = hash(codes, 0, this.#width) & mask
    while (slots[slot] !== 0 && !this.#isAt(codes, slots[slot]! - 1)) slot = (slot + 1) & mask
    return slot
  }

  #isAt(codes: ArrayLike<number>, id: number): boolean {
    const from = id * this.#width
    for (let k = 0; k < this.#width; k++) if (this.#codes[from + k] !== codes[k]) return false
    return true
  }

  #append(codes: ArrayLike<number>, slot: number): number {
    const id = this.#count++
    this.#slots[slot] = this.#count
    const from = id * this.#width
    if (from + this.#width > this.#codes.length) this.#codes = doubled(this.#codes)
    for (let k = 0; k < this.#width; k++) this.#codes[from + k] = codes[k]!
    if (!this.#isDirect && this.#count > this.#slots.length * MAX_LOAD) this.#rehash()
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
