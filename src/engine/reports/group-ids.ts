/** Numbers the combinations of codes that occur: 0, 1, 2 … in the order of their first occurrence. */
export class GroupIds {
  readonly #sizes: readonly number[]
  readonly #isPacked: boolean
  readonly #ids = new Map<number | string, number>()
  readonly #keys: number[][]

  /** @param sizes how many codes each key has */
  constructor(sizes: readonly number[]) {
    this.#sizes = sizes
    this.#isPacked = sizes.reduce((product, size) => product * size, 1) <= Number.MAX_SAFE_INTEGER
    this.#keys = sizes.map(() => [])
  }

  get count(): number {
    return this.#ids.size
  }

  id(codes: readonly number[]): number {
    const key = this.#isPacked ? this.#pack(codes) : codes.join()
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const id = this.#ids.size
    this.#ids.set(key, id)
    codes.forEach((code, k) => {
      this.#keys[k]!.push(code)
    })
    return id
  }

  /** One array per key with the codes of group 0, 1, 2 …. */
  codes(): Uint32Array[] {
    return this.#keys.map((codes) => Uint32Array.from(codes))
  }

  #pack(codes: readonly number[]): number {
    let packed = 0
    for (let k = 0; k < codes.length; k++) packed = packed * this.#sizes[k]! + codes[k]!
    return packed
  }
}
