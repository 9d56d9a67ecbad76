import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { ThroughlineError } from '../../model/errors.ts'
import { parseBody } from '../body.ts'
import { importOutcome, importProgress } from '../../model/answers/imports.ts'
import { longEndpoint, type Resource } from '../endpoint.ts'
import { omitUndefined } from '../application/apply.ts'
import type { ImportRequest } from '../application/datasets.ts'
import type { Throughline } from '../application/throughline.ts'
import { importQuery, importRequest, readRequest } from '../import-query.ts'
import { receiveUpload, type Upload } from '../upload.ts'

const addresses = importRequest.extend({
  url: z.string().optional(),
  sources: z.array(z.string().min(1)).min(1).optional(),
})

/** Files in: uploaded, or fetched from an address. */
export const importResource: Resource = {
  tag: 'Datasets',
  endpoints: [
    longEndpoint(
      {
        method: 'post',
        path: '/datasets/{id}/import',
        summary:
          'Imports an uploaded file (raw with its `name`, or multipart), or addresses (`url`, `sources`)',
        params: z.object({ id: z.string() }),
        query: importQuery.extend({
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
      async ({ params, query, context, throughline }) => {
        const given = await receive(context, query, throughline)
        return async (onProgress) => {
          try {
            const options = { ...given.options, onProgress }
            return await throughline.datasets.importFiles(params.id, given.paths, options)
          } finally {
            await given.remove()
          }
        }
      },
    ),
  ],
}

/** Files that came with a request, and what it says about them. */
interface Given extends Upload {
  readonly options: ImportRequest
}

async function receive(
  context: Context,
  { name, ...query }: z.output<typeof importQuery> & { readonly name?: string | undefined },
  { lake, allowsLocalFiles }: Throughline,
): Promise<Given> {
  const asked = omitUndefined(readRequest(query))
  const type = context.req.header('content-type') ?? ''
  if (name !== undefined || !type.includes('application/json')) {
    return { ...(await receiveUpload(context, name, lake.scratchDir)), options: asked }
  }
  const { url, sources = [], ...options } = await parseBody(addresses, context)
  const paths = url === undefined ? sources : [url, ...sources]
  if (paths.length === 0)
    throw new ThroughlineError('request/invalid', { reason: 'give a url' }, ['url'])
  if (!allowsLocalFiles) refuseLocal(paths, url === undefined)
  return { paths, options: { ...asked, ...omitUndefined(options) }, remove: async () => {} }
}

function refuseLocal(paths: readonly string[], isList: boolean): void {
  const local = paths.findIndex((path) => !/^(https?|s3):\/\//.test(path))
  if (local < 0) return
  const reason = 'the server reads http, https and s3 addresses; upload files of this machine'
  throw new ThroughlineError('request/invalid', { reason }, isList ? ['sources', local] : ['url'])
}
