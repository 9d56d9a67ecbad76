import type { Field } from '../model/answers/datasets.ts'
import type { LakeClient } from '../lake/client.ts'
import type { Sql } from '../lake/sql.ts'

/** One file, URL or object to read. */
export interface SourceFile {
  /** As the user named it; shown in messages and kept with the batch. */
  readonly name: string
  /** `file({path}, …)`, `url(…)` or `s3(…)`: takes ClickHouse's format and structure. */
  readonly table: (format: string, structure?: Sql) => Sql
  /** Where a file of this machine lies. */
  readonly path: string | undefined
  /** First bytes, where they can be looked at without a request. */
  readonly head: Uint8Array | undefined
  readonly isEmpty: boolean
  /** Lines that were left out because their quotes are not closed; undefined: not looked for. */
  readonly openQuotes?: readonly { readonly number: number; readonly text: string }[]
}

/** How a value arrives, before it is converted to its field's type. */
export type ValueShape =
  | { readonly kind: 'text' }
  | { readonly kind: 'number' | 'boolean' | 'time' | 'other' }
  | { readonly kind: 'list'; readonly of: ValueShape }
  | { readonly kind: 'object'; readonly elements: ReadonlyMap<string, ValueShape> }

/** An expression over the source's rows and the shape of its value. */
export interface Reading {
  readonly expression: Sql
  readonly shape: ValueShape
}

/** What a plan of reading comes to: `SELECT … FROM from`, with one reading per wanted field. */
export interface SourceRows {
  readonly from: Sql
  readonly settings: Sql
  /** The row's position in the source, from 0, growing. */
  readonly position: Sql
  /** A reason to put the row aside, or ''. */
  readonly problem: Sql
  /** The row as text. */
  readonly raw: Sql
  /** No reading: the source does not have the field. */
  readonly reading: (field: Field) => Reading | undefined
  /** Rows that the format's own reader put aside: known after the rows were read. */
  readonly unreadableRows: () => Promise<readonly UnreadableRow[]>
}

export interface UnreadableRow {
  readonly rowNumber: number
  readonly raw: string
  readonly problem: string
}

/** A source whose fields are known. */
export interface OpenSource {
  /** The fields as this source suggests them, in its order. */
  readonly fields: readonly Field[]
  readonly rows: (wanted: readonly Field[]) => SourceRows
}

/** A file format: what it is called, how it is recognised, how it is read. */
export interface SourceFormat {
  readonly label: string
  /** Name endings without dot, in lower case, after `.gz` or `.zst` is taken off. */
  readonly extensions: readonly string[]
  /** The first bytes that no other format has, if there are such. */
  readonly magic?: string
  readonly open: (lake: LakeClient, file: SourceFile) => Promise<OpenSource>
}
