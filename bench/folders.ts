import { join } from 'node:path'

/** Where the data of one size lies. */
export function foldersOf(root: string) {
  return {
    root,
    clickhouse: join(root, 'clickhouse'),
    duckdb: join(root, 'journey.duckdb'),
    journey: join(root, 'journey'),
    columns: join(root, 'columns'),
    csv: join(root, 'events.csv'),
    parquet: join(root, 'events.parquet'),
  } as const
}
