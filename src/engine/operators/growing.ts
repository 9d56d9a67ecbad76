/** A u32 array that grows by doubling; `clear` keeps its room. */
export class Growing {
  #data = new Uint32Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.#data.length) {
      const larger = new Uint32Array(this.length * 2)
      larger.set(this.#data)
      this.#data = larger
    }
    this.#data[this.length++] = value
  }

  at(index: number): number {
    return this.#data[index]!
  }

  clear(): void {
    this.length = 0
  }

  /** The values so far; valid until the next `push`. */
  values(): Uint32Array {
    return this.#data.subarray(0, this.length)
  }
}
