import { z } from '@hono/zod-openapi'
import { datasetTypes } from '../model/definitions/dataset.ts'
import { parseAs, ThroughlineError } from '../model/errors.ts'
import { importOptions } from '../model/import-options.ts'

/** What an import can be told: options of the file, and the type of a new dataset. */
export const importRequest = importOptions.extend({ kind: z.enum(datasetTypes).optional() })

const { types: _, header: __, assume: ___, ...texts } = importRequest.shape

const repeated = z.union([z.string(), z.array(z.string())]).optional()

/** The same as parameters of an address, where everything is text. */
export const importQuery = z.strictObject({
  ...texts,
  header: z.enum(['true', 'false']).optional(),
  type: repeated.meta({ description: '`FIELD=TYPE`, as often as needed' }),
  assume: repeated.meta({ description: 'as often as needed' }),
})

/** @throws ThroughlineError `request/invalid` */
export function readRequest({ header, type, assume, ...rest }: z.output<typeof importQuery>) {
  const request = {
    ...rest,
    ...(header !== undefined && { header: header === 'true' }),
    ...(type !== undefined && { types: parseTypes([type].flat()) }),
    ...(assume !== undefined && { assume: [assume].flat() }),
  }
  return parseAs(importRequest, request, 'request/invalid')
}

/** `['zip=string']` → `{ zip: 'string' }` */
function parseTypes(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.lastIndexOf('=')
      if (at > 0) return [text.slice(0, at), text.slice(at + 1)]
      const reason = `${JSON.stringify(text)} is not FIELD=TYPE`
      throw new ThroughlineError('request/invalid', { reason }, ['type'])
    }),
  )
}
