import type { Sql } from '../../lake/sql.ts'

/** How times are written. */
export interface TimeFormat {
  readonly label: string
  /** Texts and what they mean in UTC, without a zone of their own read in UTC. */
  readonly examples: readonly { readonly text: string; readonly instant: string }[]
  /** RE2, for the whole of a trimmed text. */
  readonly pattern: string
  /** What such a text has to be besides, where several formats have the pattern. */
  readonly fits?: (text: Sql) => Sql
  /**
   * A `Nullable(DateTime64(3, 'UTC'))` of a text that has the pattern: null where there is no such
   * time (month 0, 30 February), before 1900 where the year is none that can be kept.
   */
  readonly read: (text: Sql, zones: Zones) => Sql
}

/** Where times lie that do not say it by their offset. */
export interface Zones {
  /** Of times without a zone. */
  readonly local: string
  /** Those that texts name: `Europe/Berlin`. */
  readonly named: readonly string[]
}
