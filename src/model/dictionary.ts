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
  readonly #found: Found

  /** @param offsets where value c begins, for c = 1 … size - 1 at index c - 1, and the end of the last */
  constructor(bytes: Uint8Array, offsets: Uint32Array, found: Found = startFound()) {
    this.#bytes = bytes
    this.#offsets = offsets
    this.#found = found
  }

  /** The same with more values behind, whose codes go on; given as to the constructor. What was looked up stays known. */
  extended(bytes: Uint8Array, offsets: Uint32Array): Dictionary {
    const [size, length] = [this.size, this.#bytes.length]
    const found = this.#found.size === size || this.#found.size === 0 ? this.#found : startFound()
    found.bytes = appended(found.bytes, this.#bytes, bytes)
    const moved = offsets.subarray(1).map((end) => end + length)
    found.offsets = appended(found.offsets, this.#offsets, moved)
    found.size = size + moved.length
    return new Dictionary(
      found.bytes.subarray(0, length + bytes.length),
      found.offsets.subarray(0, found.size),
      found,
    )
  }

  /** The same as it was when it had fewer codes. */
  first(size: number): Dictionary {
    const offsets = this.#offsets.subarray(0, size)
    return new Dictionary(this.#bytes.subarray(0, offsets.at(-1)), offsets, this.#found)
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
    this.#found.texts[code] ??= this.#text(code)
    return this.#found.texts[code]!
  }

  #text(code: number): string {
    return decoder.decode(this.#bytes.subarray(this.#offsets[code - 1], this.#offsets[code]))
  }

  /** Whether a code means the same in both, as far as they have it: one goes on where the other ends. */
  sharesCodesWith(other: Dictionary): boolean {
    return this.#found === other.#found
  }

  /** The code of a value, or 0 when it does not occur. */
  find(value: string): number {
    const { codes } = this.#found
    while (this.#found.indexed < this.size) {
      const code = this.#found.indexed++
      codes.set(this.value(code)!, code)
    }
    const code = codes.get(value) ?? 0
    return code < this.size ? code : 0
  }
}

/** What dictionaries share of which one goes on where another ends. */
interface Found {
  /** The values of the longest, with room behind them. */
  bytes: Uint8Array
  offsets: Uint32Array
  /** Of the longest; 0 while there is only one. */
  size: number
  readonly texts: string[]
  readonly codes: Map<string, number>
  /** The first code that is not among `codes`. */
  indexed: number
}

const startFound = (): Found => ({
  bytes: new Uint8Array(0),
  offsets: new Uint32Array(0),
  size: 0,
  texts: [],
  codes: new Map(),
  indexed: 1,
})

/** Values with others behind them, in `room` where they are its beginning and there is enough of it. */
function appended<Values extends Uint8Array | Uint32Array>(
  room: Values,
  values: Values,
  more: Values,
): Values {
  const length = values.length + more.length
  const isIn = values.buffer === room.buffer && room.length >= length
  const Array = (values instanceof Uint32Array ? Uint32Array : Uint8Array) as unknown as new (
    length: number,
  ) => Values
  const target = isIn ? room : new Array(Math.ceil(length * ROOM_TO_GROW))
  if (!isIn) target.set(values)
  target.set(more, values.length)
  return target
}

const ROOM_TO_GROW = 1.25
