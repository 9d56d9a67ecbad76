/** Counts pairs of codes in an open hash table that doubles when it is three quarters full. */
export class PairCounts {
  #keys = new Float64Array(1024).fill(-1)
  #counts = new Float64Array(1024)
  #used = 0

  add(a: number, b: number, count = 1): void {
    if (this.#used * 4 >= this.#keys.length * 3) this.#grow()
    const slot = this.#slot(a * 2 ** 26 + b)
    this.#counts[slot]! += count
  }

  /** Calls with each pair and its count, in no order. */
  forEach(visit: (a: number, b: number, count: number) => void): void {
    for (let i = 0; i < this.#keys.length; i++) {
      const key = this.#keys[i]!
      if (key >= 0) visit(Math.floor(key / 2 ** 26), key % 2 ** 26, this.#counts[i]!)
    }
  }

  /** The pairs as three arrays, in no order. */
  columns(): PairColumns {
    const a = new Uint32Array(this.#used)
    const b = new Uint32Array(this.#used)
    const counts = new Float64Array(this.#used)
    let row = 0
    this.forEach((x, y, count) => {
      a[row] = x
      b[row] = y
      counts[row++] = count
    })
    return { a, b, counts }
  }

  #slot(key: number): number {
    const mask = this.#keys.length - 1
    let slot = (Math.imul((key % 2 ** 32) | 0, 0x9e3779b1) ^ (key / 2 ** 20)) & mask
    while (this.#keys[slot] !== key) {
      if (this.#keys[slot] === -1) {
        this.#keys[slot] = key
        this.#used++
        return slot
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  #grow(): void {
    const { a, b, counts } = this.columns()
    const length = this.#keys.length * 2
    this.#keys = new Float64Array(length).fill(-1)
    this.#counts = new Float64Array(length)
    this.#used = 0
    for (let i = 0; i < a.length; i++) this.add(a[i]!, b[i]!, counts[i]!)
  }
}

/** Pairs of codes below 2^26 with their counts. */
export interface PairColumns {
  readonly a: Uint32Array
  readonly b: Uint32Array
  readonly counts: Float64Array
}
