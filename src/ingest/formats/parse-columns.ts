import type { Field } from '../../model/answers/datasets.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { LakeClient } from '../../lake/client.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import { sampleRows } from '../sample.ts'
import type { OpenFile, Sample } from '../source.ts'
import { guessJsonFields } from './json/json-fields.ts'

/**
 * The file with columns that hold JSON texts as what is in them: `data` becomes `data.city`, `data.items`; a column
 * of lists becomes a list.
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

/** The fields in a column's objects, or the list that it is; the column itself where it has no such JSON. */
async function guessInside(
  lake: LakeClient,
  file: OpenFile,
  { fields }: Sample,
  column: string,
): Promise<readonly Field[]> {
  const { from, settings, reading, finish } = file.rows(fields)
  const text = reading(column)?.expression ?? sql`''`
  const texts = sql`(SELECT ifNull(toString(${text}), '') AS text FROM ${from} SETTINGS ${settings})`
  const found = (await areLists(lake, texts))
    ? nameList(await guessJsonFields(lake, texts, asElementOf(sql`text`)), column)
    : nameInside(await guessJsonFields(lake, texts, sql`text`), column)
  await finish()
  return found.length > 0 ? found : fields.filter(({ path }) => path === column)
}

const nameInside = (found: readonly Field[], column: string): readonly Field[] =>
  found.map((field) => ({ ...field, path: `${column}.${field.path}` }))

const nameList = (found: readonly Field[], column: string): readonly Field[] =>
  found.filter(({ type }) => type === 'list').map((list) => ({ ...list, path: column }))

/** Whether a column holds lists rather than objects: an object among lists is a list of one. */
async function areLists(lake: LakeClient, texts: Sql): Promise<boolean> {
  const [row] = await lake.query<{ lists: number; objects: number }>(sql`
    SELECT toFloat64(countIf(startsWith(text, '[') AND JSONType(text) = 'Array')) AS lists,
      toFloat64(countIf(startsWith(text, '{') AND JSONType(text) = 'Object')) AS objects
    FROM (SELECT text FROM ${texts} WHERE text != '' LIMIT ${value(sampleRows, 'UInt32')})`)
  return row !== undefined && row.lists > 0 && row.lists >= row.objects
}

/** Lists, and objects as lists of one, as the values of objects' only key. */
const asElementOf = (text: Sql): Sql => sql`multiIf(
  startsWith(${text}, '['), concat('{"list":', ${text}, '}'),
  startsWith(${text}, '{'), concat('{"list":[', ${text}, ']}'), '')`
