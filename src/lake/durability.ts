import { type Sql, sql } from './sql.ts'

/**
 * What an acknowledged write survives. `disk`: the power failing, because the disk has it. `memory`: the
 * process being killed, because the operating system has it, and writes it within half a minute.
 */
export type Durability = (typeof durabilities)[number]

export const durabilities = ['disk', 'memory'] as const

/** Parts are synced when they are inserted, merged or changed, and so are their folders. */
export const syncSettings: Readonly<Record<Durability, Sql>> = {
  disk: sql`fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1`,
  memory: sql`fsync_after_insert = 0, fsync_part_directory = 0, min_rows_to_fsync_after_merge = 0`,
}

/** How the definition of a table ends whose rows cannot be made again from others. */
export const keptOn = ({ durability }: { readonly durability: Durability }): Sql =>
  sql`SETTINGS ${syncSettings[durability]}`
