import type { Column } from '../../engine/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import {
  blockColumn,
  nameColumn,
  isCoded,
  type Journey,
  type StoredField,
  type ReadOptions,
  readColumns,
} from '../../lake/journey/index.ts'
import { ownColumns } from '../../model/own-columns.ts'
import { type NativeBlock, type NativeColumn, readNative } from '../native-format.ts'
import type { Room } from './column-memory.ts'
import { asFixed, type Columns, reserveCodes, joinCodes, gather, joinNumbers } from './gather.ts'

/** The persons of a bucket and the times of their events. */
export interface People {
  readonly events: number
  readonly persons: number
  readonly personStart: Uint32Array
  readonly personCode: Uint32Array
  readonly time: Float64Array
}

export interface BucketColumns {
  readonly events: number
  /** Null when only fields were asked for. */
  readonly people: People | null
  readonly columns: Columns
}

/** What to read of a bucket, besides its fields. */
export interface BucketRequest extends ReadOptions {
  readonly fields: readonly StoredField[]
  readonly withPeople: boolean
  readonly withDataset: boolean
}

/** Reads columns of a bucket from the journey table into memory. */
export async function loadBucket(
  lake: LakeClient,
  journey: Journey,
  bucket: number,
  { fields, withPeople, withDataset, ...options }: BucketRequest,
  room: Room,
): Promise<BucketColumns> {
  const names = [
    ...(withPeople ? [ownColumns.person, ownColumns.time] : []),
    ...(withDataset ? [ownColumns.dataset] : []),
    ...fields.map(({ path }) => path),
  ]
  const blocks = readNative(await readColumns(lake, journey, bucket, names, options))
  const columns = new Map<string, Column>()
  if (withDataset) {
    const parts = listParts(blocks, blockColumn(ownColumns.dataset)).map(asFixed)
    columns.set(ownColumns.dataset, { kind: 'codes', data: joinCodes(parts, room) })
  }
  for (const field of fields) {
    const { path, lists } = field
    const what = { name: nameColumn(field), isCodes: isCoded(field), lists }
    gather(columns, listParts(blocks, blockColumn(path)), what, room)
  }
  return {
    events: blocks.reduce((sum, { rows }) => sum + rows, 0),
    people: withPeople ? gatherPeople(blocks, room) : null,
    columns,
  }
}

/** The parts of a column of the stream, one per block. */
export function listParts(blocks: readonly NativeBlock[], name: string): readonly NativeColumn[] {
  return blocks.flatMap(({ columns }) => columns.get(name) ?? [])
}

/** Persons and times of blocks that `readColumns` gave with `person` and `time`. */
export function gatherPeople(blocks: readonly NativeBlock[], room: Room): People {
  const time = joinNumbers(listParts(blocks, blockColumn(ownColumns.time)).map(asFixed), room)
  const runs = new PersonRuns()
  for (const part of listParts(blocks, blockColumn(ownColumns.person))) runs.add(asFixed(part).data)
  return { events: time.length, time, ...runs.done(room) }
}

/** Finds where each person's events begin, block by block. */
class PersonRuns {
  #starts = new Uint32Array(1024)
  #codes = new Uint32Array(1024)
  #persons = 0
  #events = 0

  /** The UInt32 codes of the next events. */
  add(bytes: Uint8Array): void {
    const person = new Uint32Array(new Uint8Array(bytes).buffer)
    this.#reserve(this.#persons + person.length)
    const [starts, codes, events] = [this.#starts, this.#codes, this.#events]
    let persons = this.#persons
    let last = persons > 0 ? codes[persons - 1]! : -1
    for (let i = 0; i < person.length; i++) {
      const code = person[i]!
      if (code === last) continue
      starts[persons] = events + i
      codes[persons++] = code
      last = code
    }
    this.#persons = persons
    this.#events += person.length
  }

  done(room: Room): Pick<People, 'persons' | 'personStart' | 'personCode'> {
    const persons = this.#persons
    const [personStart, personCode] = [reserveCodes(room, persons + 1), reserveCodes(room, persons)]
    personStart.set(this.#starts.subarray(0, persons))
    personStart[persons] = this.#events
    personCode.set(this.#codes.subarray(0, persons))
    return { persons, personStart, personCode }
  }

  #reserve(count: number): void {
    if (count <= this.#starts.length) return
    this.#starts = larger(this.#starts, count)
    this.#codes = larger(this.#codes, count)
  }
}

function larger(array: Uint32Array, count: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(Math.max(count, array.length * 2))
  grown.set(array)
  return grown
}
