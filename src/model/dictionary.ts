const decoder = new TextDecoder()
const encoder = new TextEncoder()

/** So many first values of a dictionary are cached as text once they were asked for. */
const CACHED_TEXTS = 4096

/**
 * The values of a field by their codes: code 0 is no value, codes 1 … size - 1 are values, kept as
 * UTF-8 one behind the other so that a million of them cost little more than their bytes.
 */
export class Dictionary {
  readonly #bytes: Uint8Array
  readonly #offsets: Uint32Array
  readonly #texts: string[] = []
  #codes: Map<string, number> | undefined

  /** @param offsets where value c begins, for c = 1 … size - 1 at index c - 1, and the end of the last */
  constructor(bytes: Uint8Array, offsets: Uint32Array) {
    this.#bytes = bytes
    this.#offsets = offsets
  }

  static of(values: readonly string[]): Dictionary {
    const parts = values.map((value) => encoder.encode(value))
    const offsets = new Uint32Array(values.length + 1)
    parts.forEach((part, i) => {
      offsets[i + 1] = offsets[i]! + part.length
    })
    const bytes = new Uint8Array(offsets[values.length]!)
    parts.forEach((part, i) => {
      bytes.set(part, offsets[i])
    })
    return new Dictionary(bytes, offsets)
  }

  /** How many codes there are, 0 included. */
  get size(): number {
    return this.#offsets.length
  }

  value(code: number): string | null {
    if (code === 0 || code >= this.size) return null
    if (code > CACHED_TEXTS) return this.#text(code)
    this.#texts[code] ??= this.#text(code)
    return this.#texts[code]!
  }

  #text(code: number): string {
    return decoder.decode(this.#bytes.subarray(this.#offsets[code - 1], this.#offsets[code]))
  }

  /** The code of a value, or 0 when it does not occur. */
  find(value: string): number {
    this.#codes ??= this.#index()
    return this.#codes.get(value) ?? 0
  }

  #index(): Map<string, number> {
    const codes = new Map<string, number>()
    for (let code = 1; code < this.size; code++) codes.set(this.value(code)!, code)
    return codes
  }
}
