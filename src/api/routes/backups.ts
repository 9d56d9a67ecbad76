import { isAbsolute } from 'node:path'
import { z } from '@hono/zod-openapi'
import { backupProgress, backupReport } from '../../model/answers/backups.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { isS3 } from '../../outgoing/index.ts'
import { parseBody } from '../body.ts'
import { longEndpoint, type Resource } from '../endpoint.ts'

const wanted = z.strictObject({
  to: z
    .string()
    .refine((to) => isS3(to) || isAbsolute(to), 'is neither s3://… nor the whole path of a folder')
    .meta({
      description:
        's3://bucket/prefix, or the whole path of a folder of the server’s machine that is empty or not there; a folder only for commands that have the data folder',
    }),
})

/** Copies of a workspace elsewhere. They are restored by the command line, while no server runs. */
export const backupResource: Resource = {
  tag: 'Operations',
  endpoints: [
    longEndpoint(
      {
        method: 'post',
        path: '/backups',
        summary:
          'Writes all that cannot be made again, as of one moment; with `Accept: text/event-stream`, with progress',
        body: { 'application/json': wanted },
        answer: backupReport,
        progress: backupProgress,
      },
      async ({ context, throughline, actor }) => {
        const { to } = await parseBody(wanted, context)
        const mayWriteHere =
          throughline.allowsLocalBackups || (actor.id === 'owner' && actor.knownBy === 'folder')
        if (!isS3(to) && !mayWriteHere) throw new ThroughlineError('backup/foreign-folder')
        return (onProgress) => throughline.backUp(to, onProgress)
      },
    ),
  ],
}
