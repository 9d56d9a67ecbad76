/**
 * A run of whole persons, their events sorted by person, time and arrival. Arrays may lie on shared
 * memory; nobody writes to them.
 */
export interface Block {
  readonly events: number
  readonly persons: number
  /** Ordinal of the block's first person among all persons of the journey table. */
  readonly personBase: number
  /** Event offsets, one per person and one more. */
  readonly personStart: Uint32Array
  /** Code of each person in the person dictionary. */
  readonly personCode: Uint32Array
  /** UTC milliseconds, one per event. */
  readonly time: Float64Array
  readonly columns: Readonly<Record<string, Column>>
}

export type Codes = Uint8Array | Uint16Array | Uint32Array

/**
 * A field of the journey table. `codes` (0 = no value) and `numbers` (NaN = no value) have one value
 * per event, per element when the name is a path below a list, or per person when `level` says so.
 * `few` are the numbers of the few events that have one, never NaN, with the ascending offsets of
 * these events in the block. `list` holds element offsets: one per event (or per element of the
 * parent list) and one more.
 */
export type Column =
  | { readonly kind: 'codes'; readonly level?: 'event' | 'person'; readonly data: Codes }
  | { readonly kind: 'numbers'; readonly level?: 'event' | 'person'; readonly data: Float64Array }
  | { readonly kind: 'few'; readonly places: Uint32Array; readonly values: Float64Array }
  | { readonly kind: 'list'; readonly parent: string | null; readonly offsets: Uint32Array }

/** Some persons of a block: `[personFrom, personTo)`, with their events `[eventFrom, eventTo)`. */
export interface BatchRange {
  readonly block: number
  readonly personFrom: number
  readonly personTo: number
  readonly eventFrom: number
  readonly eventTo: number
}

/** Numbers are kept as few when at most one event in so many has one. */
const FEW = 4

/** Numbers with one value per event as the column that is least to keep and quickest to add up. */
export function numbersColumn(data: Float64Array): Column {
  let count = 0
  for (let i = 0; i < data.length; i++) count += Number(data[i] === data[i])
  if (count * FEW > data.length) return { kind: 'numbers', data }
  const places = new Uint32Array(new SharedArrayBuffer(count * Uint32Array.BYTES_PER_ELEMENT))
  const values = new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT))
  for (let i = 0, at = 0; at < count; i++) {
    if (data[i] !== data[i]) continue
    places[at] = i
    values[at++] = data[i]!
  }
  return { kind: 'few', places, values }
}

/** Cuts blocks into batches of whole persons, each of about `targetEvents` events, in order. */
export function cutBatches(
  blocks: readonly Block[],
  targetEvents: number = 65536,
): readonly BatchRange[] {
  return blocks.flatMap((block, index) => cutBlock(block, index, targetEvents))
}

function cutBlock(block: Block, index: number, targetEvents: number): BatchRange[] {
  const { personStart, persons } = block
  const ranges: BatchRange[] = []
  for (let personFrom = 0; personFrom < persons; ) {
    const eventFrom = personStart[personFrom]!
    const full = firstAtLeast(personStart, personFrom + 1, persons, eventFrom + targetEvents)
    ranges.push({
      block: index,
      personFrom,
      personTo: full,
      eventFrom,
      eventTo: personStart[full]!,
    })
    personFrom = full
  }
  return ranges
}

/** The first place in `[from, to]` with a value not below the bound; `to` where there is none. */
export function firstAtLeast(
  ascending: Uint32Array,
  from: number,
  to: number,
  bound: number,
): number {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! >= bound) high = middle
    else low = middle + 1
  }
  return low
}
