import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { datasetTypes } from '../../model/definitions/dataset.ts'
import { parseAs, ThroughlineError } from '../../model/errors.ts'
import { timeZone } from '../../model/time-zone.ts'
import { jsonBody } from '../body.ts'
import { importOutcome, importProgress } from '../../model/answers/imports.ts'
import { longEndpoint, type Resource } from '../endpoint.ts'
import { defined } from '../application/apply.ts'
import { receiveUpload, type Upload } from '../upload.ts'

const importSettings = z.object({
  kind: z.enum(datasetTypes).optional(),
  timestamp: z.string().optional(),
  timeZone: timeZone.optional(),
  rowId: z.string().optional(),
})

const addresses = z.strictObject({
  url: z.string().optional(),
  sources: z.array(z.string().min(1)).min(1).optional(),
})

/** Files in: uploaded, or fetched from an address. */
export const imports: Resource = {
  tag: 'Datasets',
  endpoints: [
    longEndpoint(
      {
        method: 'post',
        path: '/datasets/{id}/import',
        summary:
          'Imports an uploaded file (raw with its `name`, or multipart), or addresses (`url`, `sources`)',
        params: z.object({ id: z.string() }),
        query: importSettings.extend({
          name: z
            .string()
            .optional()
            .meta({ description: 'of a raw body: its ending says the format' }),
        }),
        body: {
          'application/json': addresses,
          'multipart/form-data': z.object({ file: z.string().meta({ format: 'binary' }) }),
          'application/octet-stream': { type: 'string' },
        },
        answer: importOutcome,
        progress: importProgress,
      },
      async ({ params, query: { name, ...settings }, context, throughline }) => {
        const { datasets, lake, allowsLocalFiles } = throughline
        const given = await sourcesOf(context, name, lake.scratchDir, allowsLocalFiles)
        return async (onProgress) => {
          try {
            return await datasets.importFiles(params.id, given.paths, {
              ...defined(settings),
              onProgress,
            })
          } finally {
            await given.remove()
          }
        }
      },
    ),
  ],
}

async function sourcesOf(
  context: Context,
  name: string | undefined,
  scratchDir: string,
  allowsLocalFiles: boolean,
): Promise<Upload> {
  const type = context.req.header('content-type') ?? ''
  if (name !== undefined || !type.includes('application/json')) {
    return receiveUpload(context, name, scratchDir)
  }
  const { url, sources = [] } = parseAs(addresses, await jsonBody(context), 'request/invalid')
  const paths = url === undefined ? sources : [url, ...sources]
  if (paths.length === 0)
    throw new ThroughlineError('request/invalid', { reason: 'give a url' }, ['url'])
  const local = paths.findIndex((path) => !/^(https?|s3):\/\//.test(path))
  if (local >= 0 && !allowsLocalFiles) {
    const reason = 'the server reads http, https and s3 addresses; upload files of this machine'
    throw new ThroughlineError(
      'request/invalid',
      { reason },
      url === undefined ? ['sources', local] : ['url'],
    )
  }
  return { paths, remove: async () => {} }
}
