/** Counts pairs of codes in an open hash table that doubles when it is half full. */
export class PairCounts {
  #a = new Uint32Array(1024)
  #b = new Uint32Array(1024)
  /** 0: the slot is free. */
  #counts = new Float64Array(1024)
  #used = 0

  add(a: number, b: number, count = 1): void {
    const mask = this.#counts.length - 1
    let slot = hashOf(a, b) & mask
    while (this.#counts[slot] !== 0) {
      if (this.#a[slot] === a && this.#b[slot] === b) {
        this.#counts[slot]! += count
        return
      }
      slot = (slot + 1) & mask
    }
    this.#a[slot] = a
    this.#b[slot] = b
    this.#counts[slot] = count
    if (++this.#used * 2 > mask) this.#grow()
  }

  /** Calls with each pair and its count, in no order. */
  forEach(visit: (a: number, b: number, count: number) => void): void {
    for (let i = 0; i < this.#counts.length; i++) {
      if (this.#counts[i] !== 0) visit(this.#a[i]!, this.#b[i]!, this.#counts[i]!)
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

  #grow(): void {
    const { a, b, counts } = this.columns()
    const length = this.#counts.length * 2
    this.#a = new Uint32Array(length)
    this.#b = new Uint32Array(length)
    this.#counts = new Float64Array(length)
    this.#used = 0
    for (let i = 0; i < a.length; i++) this.add(a[i]!, b[i]!, counts[i]!)
  }
}

function hashOf(a: number, b: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}

/** Pairs of codes with their counts. */
export interface PairColumns {
  readonly a: Uint32Array
  readonly b: Uint32Array
  readonly counts: Float64Array
}
