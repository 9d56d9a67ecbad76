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
  readonly columns: ReadonlyMap<string, Column>
  /** Room for vectors that plans share, by key; of a host that caches them. */
  readonly cached?: ReadonlyMap<string, CachedVector>
  /** 1 per person that is not to be seen: its events are in another block. */
  readonly hidden?: Uint8Array
}

export type Codes = Uint8Array | Uint16Array | Uint32Array

/**
 * A field of the journey table. `codes` (0 = no value) and `numbers` (NaN = no value) have one value
 * per event, per element when the name is a path below a list, or per person when `level` says so.
 * `sparse` are numbers of which most are the same, 0 or NaN: `places` are the ascending offsets, in the
 * block, of the few events with another. `list` holds element offsets: one per event (or per element of the
 * parent list) and one more.
 */
export type Column =
  | { readonly kind: 'codes'; readonly level?: 'event' | 'person'; readonly data: Codes }
  | { readonly kind: 'numbers'; readonly level?: 'event' | 'person'; readonly data: Float64Array }
  | {
      readonly kind: 'sparse'
      readonly otherwise: number
      readonly places: Uint32Array
      readonly values: Float64Array
    }
  | { readonly kind: 'list'; readonly parent: string | null; readonly offsets: Uint32Array }

/**
 * A vector of a block that outlives plans: the values of batch b lie from its first event + b on, as
 * many as `counts[b]` says less one; 0 says that they are not there yet. Whoever computes a batch
 * first writes it, and all write the same.
 */
export interface CachedVector {
  readonly values: Codes
  readonly counts: Int32Array
}

/** Some persons of a block: `[personFrom, personTo)`, with their events `[eventFrom, eventTo)`. */
export interface BatchRange {
  readonly block: number
  /** The batch's number in its block, from 0. */
  readonly batch: number
  readonly personFrom: number
  readonly personTo: number
  readonly eventFrom: number
  readonly eventTo: number
}

/** Numbers are sparse when at most one event in so many has another than most. */
const SPARSE_SHARE = 4

type TakeBytes = (length: number) => Uint8Array

const sharedBytes: TakeBytes = (length) => new Uint8Array(new SharedArrayBuffer(length))

/**
 * Numbers with one value per event as the column that is least to keep and quickest to add up.
 * @param take where sparse numbers are put; it need not be cleared
 */
export function makeNumbersColumn(data: Float64Array, take: TakeBytes = sharedBytes): Column {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length * 2)
  let [zeros, missing] = [0, 0]
  for (let i = 0; i < data.length; i++) {
    zeros += Number((words[i * 2]! | words[i * 2 + 1]!) === 0)
    missing += Number(data[i] !== data[i])
  }
  const count = data.length - Math.max(zeros, missing)
  if (count * SPARSE_SHARE > data.length) return { kind: 'numbers', data }
  const { buffer, byteOffset } = take(count * Uint32Array.BYTES_PER_ELEMENT)
  const places = new Uint32Array(buffer, byteOffset, count)
  const room = take(count * Float64Array.BYTES_PER_ELEMENT)
  const values = new Float64Array(room.buffer, room.byteOffset, count)
  const otherwise = zeros > missing ? 0 : Number.NaN
  for (let i = 0, at = 0; at < count; i++) {
    if (Object.is(data[i], otherwise)) continue
    places[at] = i
    values[at++] = data[i]!
  }
  return { kind: 'sparse', otherwise, places, values }
}

const BATCH_EVENTS = 65536

/** The most batches that a block of so many events is cut into. */
export const countMostBatches = (events: number, targetEvents: number = BATCH_EVENTS): number =>
  Math.ceil(events / targetEvents)

/** Cuts blocks into batches of whole persons, each of `targetEvents` events or few more, in order. */
export function cutBatches(
  blocks: readonly Block[],
  targetEvents: number = BATCH_EVENTS,
): readonly BatchRange[] {
  return blocks.flatMap((block, index) => cutBlock(block, index, targetEvents))
}

function cutBlock(block: Block, index: number, targetEvents: number): BatchRange[] {
  const { personStart, persons } = block
  const ranges: BatchRange[] = []
  for (let personFrom = 0; personFrom < persons; ) {
    const eventFrom = personStart[personFrom]!
    const full = findFirstAtLeast(personStart, personFrom + 1, persons, eventFrom + targetEvents)
    ranges.push({
      block: index,
      batch: ranges.length,
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
export function findFirstAtLeast(
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
