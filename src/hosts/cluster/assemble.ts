import type { Block, Column } from '../../engine/index.ts'
import { ColumnMemory } from '../threads/column-memory.ts'
import { gatherPeople, listParts } from '../threads/load-bucket.ts'
import { type Gathered, gather } from '../threads/gather.ts'
import type { NativeBlock } from '../native-format.ts'

/** A column of the stream and what it is in the engine. */
export interface StreamedColumn extends Gathered {
  /** Its name in the stream. */
  readonly column: string
}

/** Native blocks with `person`, `time` and other columns as one block of the engine. */
export function assemble(
  blocks: readonly NativeBlock[],
  shapes: readonly StreamedColumn[],
  personBase: number,
): Block {
  const columns = new Map<string, Column>()
  const room = new ColumnMemory().room()
  for (const shape of shapes) gather(columns, listParts(blocks, shape.column), shape, room)
  return { ...gatherPeople(blocks, room), personBase, columns }
}
