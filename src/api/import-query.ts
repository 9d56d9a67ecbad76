import { z } from '@hono/zod-openapi'
import { datasetTypes } from '../model/definitions/dataset.ts'
import { parseAs, ThroughlineError } from '../model/errors.ts'
import { importOptions } from '../model/import-options.ts'

/** What an import can be told: options of the file, and the type of a new dataset. */
export const importRequest = importOptions.extend({
  kind: z.enum(datasetTypes).optional(),
  again: z.boolean().optional().meta({ description: 'adds files that are there already' }),
  replace: z
    .boolean()
    .optional()
    .meta({ description: 'puts files in the place of the batches with the same content' }),
  replaceBatch: z
    .int()
    .positive()
    .optional()
    .meta({ description: 'the batch that a file is put in the place of, whatever is in it' }),
})

const {
  types: _,
  header,
  headerRow,
  trim,
  again,
  replace,
  replaceBatch,
  assume: __,
  parseJson: ___,
  ...texts
} = importRequest.shape

const written = z.enum(['true', 'false']).optional()

const digits = z.string().regex(/^\d+$/).optional()

const repeated = z.union([z.string(), z.array(z.string())]).optional()

/** The same as parameters of an address, where everything is text. */
export const importQuery = z.strictObject({
  ...texts,
  header: written.meta({ description: header.meta()?.description }),
  trim: written.meta({ description: trim.meta()?.description }),
  headerRow: digits.meta({ description: headerRow.meta()?.description }),
  replaceBatch: digits.meta({ description: replaceBatch.meta()?.description }),
  again: written.meta({ description: again.meta()?.description }),
  replace: written.meta({ description: replace.meta()?.description }),
  type: repeated.meta({ description: '`FIELD=TYPE`, as often as needed' }),
  parseJson: repeated.meta({ description: 'a column of JSON texts, as often as needed' }),
  assume: repeated.meta({ description: 'as often as needed' }),
})

/** @throws ThroughlineError `request/invalid` */
export function readRequest({
  header,
  headerRow,
  trim,
  again,
  replace,
  replaceBatch,
  type,
  parseJson,
  assume,
  ...rest
}: z.output<typeof importQuery>) {
  const isTrue = (text: string | undefined) => (text === undefined ? undefined : text === 'true')
  const request = {
    ...rest,
    header: isTrue(header),
    trim: isTrue(trim),
    ...(headerRow !== undefined && { headerRow: Number(headerRow) }),
    again: isTrue(again),
    replace: isTrue(replace),
    ...(replaceBatch !== undefined && { replaceBatch: Number(replaceBatch) }),
    ...(type !== undefined && { types: parseTypes([type].flat()) }),
    ...(parseJson !== undefined && { parseJson: [parseJson].flat() }),
    ...(assume !== undefined && { assume: [assume].flat() }),
  }
  return parseAs(importRequest, request, 'request/invalid')
}

/** The texts of a form, as if they stood in the address. @throws ThroughlineError `request/invalid` */
export function readFormOptions(texts: readonly (readonly [name: string, text: string])[]) {
  const names = [...new Set(texts.map(([name]) => name))]
  const values = names.map((name) => {
    const given = texts.filter(([each]) => each === name).map(([, text]) => text)
    return [name, given.length === 1 ? given[0] : given] as const
  })
  return readRequest(parseAs(importQuery, Object.fromEntries(values), 'request/invalid'))
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
