import type { Field } from '../../../model/answers/datasets.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { FileOptions } from '../../../model/import-options.ts'
import type { LakeClient } from '../../../lake/client.ts'
import { type Sql, sql } from '../../../lake/sql.ts'
import { describeObject } from '../../copy/elements.ts'
import { readElements, readPath } from '../../copy/read-path.ts'
import { checkLines } from '../../check-lines.ts'
import type { FileFormat, OpenFile, Repairable, SourceFile, SourceRows } from '../../source.ts'
import { readTextHead } from '../text-head.ts'
import { copyList } from './copy-list.ts'
import { findJsonLayout } from './find-layout.ts'
import { guessJsonFields } from './json-fields.ts'
import { mendNumbers, withoutEndless } from './mend-numbers.ts'

export const json: FileFormat = {
  name: 'json',
  label: 'JSON',
  description:
    'One object per line, a list of objects, objects written over several lines, or a document with a list of objects in it, whose place is found out.',
  extensions: ['json', 'jsonl', 'ndjson', 'geojson'],
  layout: ['encoding', 'rowsAt'],
  isText: true,
  mayBeOneLine: true,
  recognises: ({ text }) => /^\s*(\{\s*["}]|\[\s*[[{\]])/.test(text),
  open: openJson,
}

async function openJson(
  lake: LakeClient,
  file: SourceFile,
  { rowsAt }: FileOptions,
): Promise<OpenFile | Repairable> {
  const { text, isWhole } = readTextHead(file)
  const layout = findJsonLayout(file.name, text, isWhole, rowsAt)
  if (layout.kind === 'lines') checkLines(file)
  const repair = layout.kind === 'list' && (() => copyList(lake, file, layout.at))
  const isListOfObjects = rowsAt === undefined && /^\s*\[\s*[{\]]/.test(text)
  if (repair && !isListOfObjects) return { repair }
  const from =
    layout.kind === 'lines'
      ? { from: file.table('LineAsString'), column: sql`line` }
      : { from: file.table('JSONAsString'), column: sql`json` }
  const texts = mendTexts(from)
  const isDocument = layout.kind === 'values' && layout.isDocument
  return {
    layout: isDocument ? { rowsAt: '.' } : {},
    sample: async () => ({ fields: await guessFields(lake, file, texts) }),
    rows: (fields) => rowsOf(texts, fields),
    ...(repair && { rescue: repair }),
  }
}

/** JSON texts: a table and its column. */
interface Texts {
  readonly from: Sql
  readonly column: Sql
}

/** With columns: `raw` as it is in the file, `whole` as it can be read, `position`. */
function mendTexts({ from, column }: Texts): Sql {
  return sql`(SELECT raw, position, if(JSONType(raw) = 'Object', raw, ${mendNumbers(sql`raw`)}) AS whole
    FROM (SELECT ${column} AS raw, _row_number AS position FROM ${from}) WHERE trimBoth(raw, ' \\t\\r\\n') != '')`
}

async function guessFields(
  lake: LakeClient,
  file: SourceFile,
  texts: Sql,
): Promise<readonly Field[]> {
  if (file.head.length === 0) return []
  const fields = await guessJsonFields(lake, texts, withoutEndless(sql`raw`, sql`whole`))
  if (fields.length === 0) await refuseUnlessEmpty(lake, file, texts)
  return fields
}

/** An empty array is fine; rows of which none is an object with keys are no data. */
async function refuseUnlessEmpty(lake: LakeClient, file: SourceFile, texts: Sql): Promise<void> {
  const [found] = await lake.query<{ rows: number }>(
    sql`SELECT toFloat64(count()) AS rows FROM ${texts} WHERE trimBoth(raw, ' \\t\\r\\n') != '[]'`,
  )
  if (found?.rows === 0) return
  const reason = 'no row is a JSON object with keys, or they are nested too deep'
  throw new ThroughlineError('import/unreadable', { source: file.name, reason })
}

function rowsOf(texts: Sql, fields: readonly Field[]): SourceRows {
  const { shape, read } = describeObject(fields.map(({ path }) => path))
  const keys = [...readElements({ expression: sql`row`, shape })]
  return {
    from: sql`(SELECT raw, whole, position, ${read(sql`whole`)} AS row FROM ${texts})`,
    settings: sql`input_format_allow_errors_num = 0, storage_file_read_method = 'read'`,
    position: sql`assumeNotNull(position)`,
    problem: sql`if(JSONType(whole) = 'Object', '', 'unreadable-row')`,
    raw: sql`raw`,
    reading: (path) => readPath(keys, path),
    finish: async () => ({ unreadable: [] }),
  }
}
