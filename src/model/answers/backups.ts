import { z } from 'zod'
import type { AnswerOf } from './answer.ts'
import { damage } from './damage.ts'

const contents = {
  datasets: z.number(),
  batches: z.number().meta({ description: 'that can be read' }),
  rows: z.number().meta({ description: 'of these batches' }),
  skippedRows: z.number().meta({ description: 'that imports put aside' }),
  definitions: z.number(),
  sizeBytes: z.number(),
}

const backupContents = z.strictObject(contents)

export type BackupContents = AnswerOf<typeof backupContents>

const made = z.string().meta({ description: 'ISO 8601, UTC' })

/** What a backup holds. */
export const backupReport = z
  .strictObject({
    place: z.string(),
    made,
    ...contents,
    damage: z
      .array(damage)
      .meta({ description: 'what was not as it was written, and is not in the backup either' }),
  })
  .meta({ id: 'BackupReport' })

export type BackupReport = AnswerOf<typeof backupReport>

export const backupProgress = z
  .strictObject({
    share: z.number(),
    table: z.string().nullable().meta({ description: 'that is being written; null at the end' }),
  })
  .meta({ id: 'BackupProgress' })

export type BackupProgress = AnswerOf<typeof backupProgress>

/** What a restore has brought back; commands only. */
export interface RestoreReport extends BackupContents {
  readonly place: string
  /** When the backup was made, in ISO 8601, and by which version. */
  readonly made: string
  readonly throughline: string
  /** Whether it took the place of something. */
  readonly replaced: boolean
}
