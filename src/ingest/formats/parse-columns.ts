import type { Field } from '../../model/answers/datasets.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { LakeClient } from '../../lake/client.ts'
import { sql } from '../../lake/sql.ts'
import type { OpenFile, Sample } from '../source.ts'
import { guessJsonFields } from './json/json-fields.ts'

/**
 * The file with columns that hold JSON texts as what is in them: `data` becomes `data.city`, `data.items`.
 *
 * @throws ThroughlineError `import/missing-field` in sampling, when a column is not there
 */
export function parseColumns<F extends OpenFile>(
  lake: LakeClient,
  file: F,
  columns: readonly string[],
): F {
  if (columns.length === 0) return file
  return { ...file, sample: async () => withParsed(lake, file, await file.sample(), columns) }
}

async function withParsed(
  lake: LakeClient,
  file: OpenFile,
  sampled: Sample,
  columns: readonly string[],
): Promise<Sample> {
  if (sampled.repair || sampled.fields.length === 0) return sampled
  const allowed = sampled.fields.map(({ path }) => path)
  const missing = columns.findIndex((column) => !allowed.includes(column))
  if (missing !== -1) {
    const params = { field: columns[missing]!, allowed }
    throw new ThroughlineError('import/missing-field', params, ['parseJson', missing])
  }
  const parsed = new Map<string, readonly Field[]>()
  for (const column of columns) parsed.set(column, await guessInside(lake, file, sampled, column))
  return { ...sampled, fields: sampled.fields.flatMap((field) => parsed.get(field.path) ?? field) }
}

/** The fields in a column's objects; the column itself where there are none. */
async function guessInside(
  lake: LakeClient,
  file: OpenFile,
  { fields }: Sample,
  column: string,
): Promise<readonly Field[]> {
  const { from, settings, reading, finish } = file.rows(fields)
  const text = reading(column)?.expression ?? sql`''`
  const objects = sql`(SELECT ifNull(toString(${text}), '') AS object FROM ${from} SETTINGS ${settings})`
  const found = await guessJsonFields(lake, objects, sql`object`)
  await finish()
  if (found.length === 0) return fields.filter(({ path }) => path === column)
  return found.map((field) => ({ ...field, path: `${column}.${field.path}` }))
}
