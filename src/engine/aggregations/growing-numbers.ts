/** Numbers in a typed array that doubles when it is full. */
export class GrowingNumbers {
  #values = new Float64Array(16)
  #length = 0

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#grow()
    this.#values[this.#length++] = value
  }

  /** Room for more numbers, to be written at once. */
  extend(count: number): Float64Array {
    while (this.#length + count > this.#values.length) this.#grow()
    this.#length += count
    return this.#values.subarray(this.#length - count, this.#length)
  }

  /** The numbers so far, in place: to be read before more are pushed. */
  get view(): Float64Array {
    return this.#values.subarray(0, this.#length)
  }

  /** A copy of the numbers pushed so far. */
  toArray(): Float64Array {
    return this.#values.slice(0, this.#length)
  }

  #grow(): void {
    const larger = new Float64Array(this.#values.length * 2)
    larger.set(this.#values)
    this.#values = larger
  }
}
