import type { Guessed } from '../../model/answers/imports.ts'
import type { LakeClient } from '../../lake/client.ts'
import { type DatasetRecord, identColumn } from '../../lake/datasets/index.ts'
import { selectRows } from '../../lake/datasets/rows.ts'
import { sql } from '../../lake/sql.ts'
import { readShapes, type TextColumn } from './column-shape.ts'
import { describeGuess } from './describe-guess.ts'

/** How many rows of a dataset are looked at. */
const SEEN_ROWS = 20_000

/** Who a dataset's rows seem to be about; `told` is the field that somebody has named. */
export async function guessDataset(
  lake: LakeClient,
  record: DatasetRecord,
  told?: string,
): Promise<Guessed> {
  const columns = record.fields
    .filter(({ type }) => type === 'string' || type === 'number')
    .map((field): TextColumn => {
      return { ...field, text: sql`toString(${identColumn(field.path)})` }
    })
  const seen = { limit: SEEN_ROWS, settings: sql`max_threads = 2` }
  const shapes = await readShapes(lake, columns, selectRows(record), seen)
  return describeGuess(shapes, told ?? record.personId)
}
