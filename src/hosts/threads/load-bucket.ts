import type { LakeClient } from '../../lake/client.ts'
import {
  blockColumn,
  columnOf,
  isCoded,
  type Journey,
  type JourneyField,
  type ReadOptions,
  readColumns,
} from '../../lake/journey/index.ts'
import { type NativeBlock, type NativeColumn, readNative } from '../native-format.ts'
import { asFixed, codesOf, type Columns, gather, joined, sharedU32 } from './gather.ts'
import { ownColumns } from '../../model/own-columns.ts'

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
  readonly fields: readonly JourneyField[]
  readonly withPeople: boolean
  readonly withDataset: boolean
}

/** Reads columns of a bucket from the journey table into shared memory. */
export async function loadBucket(
  lake: LakeClient,
  journey: Journey,
  bucket: number,
  { fields, withPeople, withDataset, ...options }: BucketRequest,
): Promise<BucketColumns> {
  const names = [
    ...(withPeople ? [ownColumns.person, ownColumns.time] : []),
    ...(withDataset ? [ownColumns.dataset] : []),
    ...fields.map(({ path }) => path),
  ]
  const blocks = readNative(await readColumns(lake, journey, bucket, names, options))
  const columns: Columns = {}
  if (withDataset) {
    columns[ownColumns.dataset] = {
      kind: 'codes',
      data: codesOf(partsOf(blocks, blockColumn(ownColumns.dataset)).map(asFixed)),
    }
  }
  for (const field of fields) {
    const { path, lists } = field
    const what = { name: columnOf(field), isCodes: isCoded(field), lists }
    Object.assign(columns, gather(partsOf(blocks, blockColumn(path)), what))
  }
  return {
    events: blocks.reduce((sum, { rows }) => sum + rows, 0),
    people: withPeople ? peopleOf(blocks) : null,
    columns,
  }
}

/** The parts of a column of the stream, one per block. */
export function partsOf(blocks: readonly NativeBlock[], name: string): readonly NativeColumn[] {
  return blocks.flatMap(({ columns }) => columns.get(name) ?? [])
}

/** Persons and times of blocks that `readColumns` gave with `person` and `time`. */
export function peopleOf(blocks: readonly NativeBlock[]): People {
  const time = new Float64Array(joined(partsOf(blocks, blockColumn(ownColumns.time)).map(asFixed)))
  const person = new Uint32Array(
    joined(partsOf(blocks, blockColumn(ownColumns.person)).map(asFixed)),
  )
  let persons = 0
  for (let i = 0; i < person.length; i++) if (i === 0 || person[i] !== person[i - 1]) persons++
  const personStart = sharedU32(persons + 1)
  const personCode = sharedU32(persons)
  let at = 0
  for (let i = 0; i < person.length; i++) {
    if (i > 0 && person[i] === person[i - 1]) continue
    personStart[at] = i
    personCode[at++] = person[i]!
  }
  personStart[persons] = person.length
  return { events: person.length, persons, personStart, personCode, time }
}
