import type { LakeClient } from '../lake/client.ts'
import {
  type AsideRow,
  type CellLayout,
  listSkipped,
  readCellLayouts,
  type SkippedPage,
} from '../lake/datasets/index.ts'
import type { SkippedRow } from '../model/answers/datasets.ts'
import { parseObject } from '../model/parse-object.ts'
import type { Quote } from './formats/quote.ts'
import { splitRow } from './formats/split-row.ts'
import { unreadableReasons } from './source.ts'

/** Rows that imports put aside, with their values where the text tells them. */
export async function listAside(
  lake: LakeClient,
  dataset: string,
  page: SkippedPage,
): Promise<readonly SkippedRow[]> {
  const rows = await listSkipped(lake, dataset, page)
  const batches = [...new Set(rows.map(({ batch }) => batch))]
  const layouts = await readCellLayouts(lake, dataset, batches)
  return rows.map((row) => ({ ...row, ...readAside(row, layouts.get(row.batch)) }))
}

type Told = Pick<SkippedRow, 'values' | 'surplus'>

const untold: Told = { values: null, surplus: [] }

/** What the text of a row says: JSON of an object, or cells of the columns of its file. */
export function readAside(
  { raw, reason }: Pick<AsideRow, 'raw' | 'reason'>,
  layout?: CellLayout,
): Told {
  if (layout === undefined) return readObject(raw)
  const cells = cellsOf(raw, reason, layout)
  const values = layout.columns.map((name, index) => [name, cells[index] ?? null] as const)
  return {
    values: Object.fromEntries(values),
    surplus: cells.slice(layout.columns.length).map((cell) => cell ?? ''),
  }
}

function readObject(raw: string): Told {
  const values = parseObject(raw)
  return values === undefined ? untold : { values, surplus: [] }
}

/** ClickHouse writes none like this. */
const NONE = '\\N'

/** What could be read was written anew; what could not is as it was in the file, with an open quote as a part of a cell. */
function cellsOf(
  raw: string,
  reason: string,
  { delimiter, quote, rewritten }: CellLayout,
): readonly (string | null)[] {
  const isAsItWas = unreadableReasons.some((each) => each === reason)
  const cells = isAsItWas
    ? (splitRow(raw, delimiter, quote as Quote) ?? splitRow(raw, delimiter, 'none'))
    : splitRow(raw, rewritten, '"')
  return (cells ?? [raw]).map((cell) => (cell === NONE && !isAsItWas ? null : cell))
}
