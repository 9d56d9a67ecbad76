/** A u32 array that grows by doubling; `clear` keeps its room. */
export class Growing {
  #data = new Uint32Array(1024)
  #length = 0

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    if (this.#length === this.#data.length) this.room(1)
    this.#data[this.#length++] = value
  }

  /**
   * Room for `count` more values, to be written from `length` on and taken over by `grow`; cheaper
   * than pushing in long loops.
   */
  room(count: number): Uint32Array {
    if (this.#length + count > this.#data.length) {
      const larger = new Uint32Array(Math.max(this.#data.length * 2, this.#length + count))
      larger.set(this.#data)
      this.#data = larger
    }
    return this.#data
  }

  /** Takes over values up to `length`, written into what `room` gave. */
  grow(length: number): void {
    this.#length = length
  }

  at(index: number): number {
    return this.#data[index]!
  }

  clear(): void {
    this.#length = 0
  }

  /** The values so far; valid until the next `push`. */
  values(): Uint32Array {
    return this.#data.subarray(0, this.#length)
  }
}
