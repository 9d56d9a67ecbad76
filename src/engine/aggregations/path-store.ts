import { Growing } from '../operators/growing.ts'

/** Paths with what their containers came to. Path p has codes[offsets[p] … offsets[p + 1]]. */
export interface PathsPartial {
  readonly offsets: Uint32Array
  readonly codes: Uint32Array
  readonly containers: Float64Array
  readonly people: Float64Array
  readonly conversions: Float64Array
  readonly amounts: Float64Array
  /** Milliseconds from first step to conversion, of path p those from durationOffsets[p] on. */
  readonly durationOffsets: Uint32Array
  readonly durations: Float64Array
}

/** What one container adds to its path. */
export interface PathTaken {
  /** Ordinal of its person; containers of one person come one after the other. */
  readonly person: number
  readonly isConverted: boolean
  readonly amount: number
  /** NaN for none. */
  readonly duration: number
}

/** Collects paths by their codes. */
export class PathStore {
  readonly #ids = new Map<string, number>()
  readonly #codes = new Growing()
  readonly #offsets: number[] = [0]
  readonly #containers: number[] = []
  readonly #people: number[] = []
  readonly #lastPerson: number[] = []
  readonly #conversions: number[] = []
  readonly #amounts: number[] = []
  readonly #durations: number[][] = []

  add(path: readonly number[], { person, isConverted, amount, duration }: PathTaken): void {
    const id = this.#id(path)
    this.#containers[id]!++
    if (this.#lastPerson[id] !== person) this.#people[id]!++
    this.#lastPerson[id] = person
    if (!isConverted) return
    this.#conversions[id]!++
    this.#amounts[id]! += amount
    if (!Number.isNaN(duration)) this.#durations[id]!.push(duration)
  }

  /** Adds what another store has collected of other persons. */
  addAll(other: PathsPartial): void {
    for (let p = 0; p < other.containers.length; p++) {
      const id = this.#id([...other.codes.subarray(other.offsets[p], other.offsets[p + 1])])
      this.#containers[id]! += other.containers[p]!
      this.#people[id]! += other.people[p]!
      this.#conversions[id]! += other.conversions[p]!
      this.#amounts[id]! += other.amounts[p]!
      for (let w = other.durationOffsets[p]!; w < other.durationOffsets[p + 1]!; w++) {
        this.#durations[id]!.push(other.durations[w]!)
      }
    }
  }

  partial(): PathsPartial {
    const durationOffsets = new Uint32Array(this.#durations.length + 1)
    this.#durations.forEach((durations, p) => {
      durationOffsets[p + 1] = durationOffsets[p]! + durations.length
    })
    const durations = new Float64Array(durationOffsets.at(-1)!)
    this.#durations.forEach((own, p) => durations.set(own, durationOffsets[p]))
    return {
      offsets: Uint32Array.from(this.#offsets),
      codes: this.#codes.values().slice(),
      containers: Float64Array.from(this.#containers),
      people: Float64Array.from(this.#people),
      conversions: Float64Array.from(this.#conversions),
      amounts: Float64Array.from(this.#amounts),
      durationOffsets,
      durations,
    }
  }

  #id(path: readonly number[]): number {
    const name = path.join()
    const known = this.#ids.get(name)
    if (known !== undefined) return known
    for (const code of path) this.#codes.push(code)
    this.#offsets.push(this.#codes.length)
    for (const column of [this.#containers, this.#people, this.#conversions, this.#amounts]) {
      column.push(0)
    }
    this.#lastPerson.push(-1)
    this.#durations.push([])
    this.#ids.set(name, this.#ids.size)
    return this.#ids.size - 1
  }
}
