import type { LakeClient } from '../../lake/client.ts'
import type { Sql } from '../../lake/sql.ts'
import type { SourceFile } from '../source.ts'
import type { Dialect } from './dialect.ts'

/** A delimited file whose dialect is known. */
export interface DelimitedText {
  readonly lake: LakeClient
  readonly file: SourceFile
  readonly dialect: Dialect
  /** By name. Columns are read by position, so that any name will do. */
  readonly columns: ReadonlyMap<string, Sql>
  readonly from: Sql
  readonly settings: Sql
  /** Between cells that ClickHouse writes under these settings. */
  readonly rewritten: string
  /** The same source as lines. */
  readonly lines: Sql
  readonly mayHaveUnclosedQuotes: boolean
}
