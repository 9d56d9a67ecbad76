import { z } from '@hono/zod-openapi'
import type { Context, HonoRequest } from 'hono'
import { ThroughlineError } from '../../model/errors.ts'
import { ANY_FILE, mediaType } from '../access/content-type.ts'
import { parseBody } from '../body.ts'
import { importOutcome, importPreview, importProgress } from '../../model/answers/imports.ts'
import { type InTurn, longEndpoint, type Resource } from '../endpoint.ts'
import { omitUndefined } from '../application/apply.ts'
import type { ImportRequest } from '../application/datasets.ts'
import type { Throughline } from '../application/throughline.ts'
import { importQuery, importRequest, readFormOptions, readRequest } from '../import-query.ts'
import { receiveUpload } from '../upload.ts'

const addresses = importRequest.extend({
  url: z.string().optional(),
  sources: z.array(z.string().min(1)).min(1).optional(),
  upload: z.string().optional().meta({ description: 'that a preview has kept' }),
})

const received = {
  params: z.object({ id: z.string() }),
  query: importQuery.extend({
    name: z.string().optional().meta({ description: 'of a raw body: its ending says the format' }),
  }),
  body: {
    'application/json': addresses,
    'multipart/form-data': z.object({ file: z.string().meta({ format: 'binary' }) }),
    'application/octet-stream': { type: 'string' },
    [ANY_FILE]: { type: 'string' },
  },
  holdsFile: (req: HonoRequest) =>
    req.query('name') !== undefined || mediaType(req) !== 'application/json',
} as const

/** Files in: uploaded, or fetched from an address; and what an import of them would do. */
export const importResource: Resource = {
  tag: 'Datasets',
  endpoints: [
    longEndpoint(
      {
        method: 'post',
        path: '/datasets/{id}/import',
        summary:
          'Imports an uploaded file (raw with its `name`, or multipart), addresses (`url`, `sources`), or a previewed `upload`',
        ...received,
        answer: importOutcome,
        progress: importProgress,
      },
      async ({ params, query, context, throughline, inTurn }) => {
        const given = await receive(context, query, throughline)
        return async (onProgress) => {
          try {
            const fetchSignal = context.req.raw.signal
            const options = {
              ...given.options,
              onProgress,
              fetchSignal,
              inTurn: fetchInTurn(inTurn),
            }
            const outcome = await throughline.datasets.importFiles(params.id, given.paths, options)
            await given.forget()
            return outcome
          } finally {
            await given.remove()
          }
        }
      },
    ),
    longEndpoint(
      {
        method: 'post',
        path: '/datasets/{id}/preview',
        isReadOnly: true,
        summary: 'What an import would go by, its first rows, and what would be put aside and why',
        ...received,
        answer: importPreview,
        progress: importProgress,
      },
      async ({ params, query, context, throughline, inTurn }) => {
        const given = await receive(context, query, throughline)
        return async () => {
          try {
            const { paths } = given
            const fetchSignal = context.req.raw.signal
            const options = { ...given.options, fetchSignal, inTurn: fetchInTurn(inTurn) }
            const preview = await throughline.datasets.preview(params.id, paths, options)
            return { ...preview, ...omitUndefined({ upload: given.keep() }) }
          } catch (error) {
            await given.remove()
            throw error
          }
        }
      },
    ),
  ],
}

const fetchInTurn =
  (inTurn: InTurn) =>
  <T>(work: () => Promise<T>) =>
    inTurn('fetches', work)

/** Files that came with a request, and what it says about them. */
interface Given {
  readonly paths: readonly string[]
  readonly options: ImportRequest
  /** Keeps an upload; gives its id, or that of the one that was named. */
  keep(): string | undefined
  /** Removes an upload that came with the request. */
  remove(): Promise<void>
  /** Removes a kept upload that the request named. */
  forget(): Promise<void>
}

const nothingToDo = async () => {}

async function receive(
  context: Context,
  { name, ...query }: z.output<typeof received.query>,
  { lake, uploads, allowsLocalFiles }: Throughline,
): Promise<Given> {
  const asked = omitUndefined(readRequest(query))
  if (received.holdsFile(context.req)) {
    const upload = await receiveUpload(context, name, lake.scratchDir)
    try {
      const options = { ...asked, ...omitUndefined(readFormOptions(upload.texts)) }
      return { ...upload, options, keep: () => uploads.keep(upload), forget: nothingToDo }
    } catch (error) {
      await upload.remove()
      throw error
    }
  }
  const { url, sources = [], upload, ...rest } = await parseBody(addresses, context)
  const options = { ...asked, ...omitUndefined(rest) }
  if (upload !== undefined) {
    const { paths } = uploads.find(upload)
    const forget = () => uploads.remove(upload)
    return { paths, options, keep: () => upload, remove: nothingToDo, forget }
  }
  const paths = url === undefined ? sources : [url, ...sources]
  if (paths.length === 0)
    throw new ThroughlineError('request/invalid', { reason: 'give a url' }, ['url'])
  if (!allowsLocalFiles) refuseLocal(paths, url === undefined)
  return { paths, options, keep: () => undefined, remove: nothingToDo, forget: nothingToDo }
}

function refuseLocal(paths: readonly string[], isList: boolean): void {
  const local = paths.findIndex((path) => !/^(https?|s3):\/\//.test(path))
  if (local < 0) return
  const reason = 'the server reads http, https and s3 addresses; upload files of this machine'
  throw new ThroughlineError('request/invalid', { reason }, isList ? ['sources', local] : ['url'])
}
