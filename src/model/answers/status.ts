import { z } from 'zod'
import type { AnswerOf } from './answer.ts'
import { connectionStatus } from './connections.ts'
import { damage } from './damage.ts'
import { datasetDescription } from './datasets.ts'
import { runningReport } from './reports.ts'

/** The workspace at a glance. */
export const statusAnswer = z
  .strictObject({
    version: z.string(),
    lake: z.string(),
    uptimeSeconds: z.number(),
    memory: z.strictObject({ usedBytes: z.number(), totalBytes: z.number() }),
    datasets: z.array(datasetDescription),
    connections: z.array(connectionStatus),
    dataViews: z.array(z.strictObject({ id: z.string(), connection: z.string() })),
    damage: z.array(damage).meta({ description: 'what is not as it was written' }),
    runningReports: z.array(runningReport),
  })
  .meta({ id: 'Status' })

export type Status = AnswerOf<typeof statusAnswer>
