import type { Field } from '../../model/answers/datasets.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { LakeClient } from '../../lake/client.ts'
import { literal, type Sql, sql } from '../../lake/sql.ts'
import { describeObject } from '../copy/elements.ts'
import { readElements, readPath } from '../copy/read-path.ts'
import type { FileFormat, OpenFile, SourceFile, SourceRows } from '../source.ts'
import { guessJsonFields } from './json-fields.ts'

export const json: FileFormat = {
  name: 'json',
  label: 'JSON',
  description:
    'One object per line, an array of objects, objects written over several lines, or a document with a list of objects in it.',
  extensions: ['json', 'jsonl', 'ndjson', 'geojson'],
  isText: true,
  recognises: ({ text }) => /^\s*(\{\s*["}]|\[\s*[[{\]])/.test(text),
  open: openJson,
}

async function openJson(lake: LakeClient, file: SourceFile): Promise<OpenFile> {
  const text = (await hasObjectLines(lake, file))
    ? { from: file.table('LineAsString'), column: sql`line` }
    : { from: file.table('JSONAsString'), column: sql`json` }
  return {
    layout: {},
    sample: async () => ({ fields: await guessFields(lake, file, text) }),
    rows: (fields) => rowsOf(text.from, text.column, fields),
  }
}

/** JSON texts: a table and its column. */
interface Texts {
  readonly from: Sql
  readonly column: Sql
}

async function guessFields(
  lake: LakeClient,
  file: SourceFile,
  text: Texts,
): Promise<readonly Field[]> {
  if (file.head.length === 0) return []
  const fields = await guessJsonFields(lake, text.from, text.column)
  if (fields.length === 0) await refuseUnlessEmpty(lake, file, text)
  return fields
}

/** An empty array is fine; rows of which none is an object with keys are no data. */
async function refuseUnlessEmpty(
  lake: LakeClient,
  file: SourceFile,
  { from, column }: Texts,
): Promise<void> {
  const [found] = await lake.query<{ rows: number }>(
    sql`SELECT toFloat64(count()) AS rows FROM ${from} WHERE trimBoth(${column}) NOT IN ('', '[]')`,
  )
  if (found?.rows === 0) return
  const reason = 'no row is a JSON object with keys, or they are nested too deep'
  throw new ThroughlineError('import/unreadable', { source: file.name, reason })
}

/** True unless the file starts with an array or with an object that goes on in the next line. */
async function hasObjectLines(lake: LakeClient, file: SourceFile): Promise<boolean> {
  if (file.head.length === 0) return true
  const [first] = await lake.query<{ start: string; whole: number }>(sql`
    SELECT substring(trimBoth(replaceOne(line, ${literal('\uFEFF')}, '')), 1, 1) AS start, isValidJSON(line) AS whole
    FROM ${file.table('LineAsString')} WHERE trimBoth(line) != '' LIMIT 1
    SETTINGS max_threads = 1, input_format_parallel_parsing = 0`)
  if (first === undefined) return true
  if (first.start !== '{' && first.start !== '[') {
    const reason = 'it does not start with a JSON object or array'
    throw new ThroughlineError('import/unreadable', { source: file.name, reason })
  }
  return first.start === '{' && first.whole === 1
}

function rowsOf(source: Sql, column: Sql, fields: readonly Field[]): SourceRows {
  const { type, shape } = describeObject(fields.map(({ path }) => path))
  const keys = [...readElements({ expression: sql`row`, shape })]
  return {
    from: sql`(SELECT ${column} AS raw, _row_number AS position, JSONExtract(raw, ${literal(type)}) AS row
      FROM ${source} WHERE trimBoth(raw) != '')`,
    settings: sql`input_format_allow_errors_num = 0, storage_file_read_method = 'read'`,
    position: sql`assumeNotNull(position)`,
    problem: sql`if(JSONType(raw) = 'Object', '', 'unreadable-row')`,
    raw: sql`raw`,
    reading: (path) => readPath(keys, path),
    finish: async () => ({ unreadable: [] }),
  }
}
