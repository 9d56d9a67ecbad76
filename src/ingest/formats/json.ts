import type { Field } from '../../model/answers/datasets.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { LakeClient } from '../../lake/client.ts'
import { join, literal, type Sql, sql } from '../../lake/sql.ts'
import type {
  OpenFile,
  Reading,
  SourceFile,
  FileFormat,
  SourceRows,
  ValueShape,
} from '../source.ts'
import { guessJsonFields } from './json-fields.ts'

/** One object per line, or an array of objects, or objects written over several lines. */
export const json: FileFormat = {
  name: 'json',
  label: 'JSON',
  extensions: ['json', 'jsonl', 'ndjson'],
  open: openJson,
}

async function openJson(lake: LakeClient, file: SourceFile): Promise<OpenFile> {
  const text = (await hasObjectLines(lake, file))
    ? { from: file.table('LineAsString'), column: sql`line` }
    : { from: file.table('JSONAsString'), column: sql`json` }
  return {
    layout: { format: 'json' },
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
  if (file.isEmpty) return []
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
  if (file.isEmpty) return true
  const [first] = await lake.query<{ start: string; whole: number }>(sql`
    SELECT substring(trimBoth(line), 1, 1) AS start, isValidJSON(line) AS whole
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
  const keys = [...new Set(fields.flatMap((field) => [field.path, firstKey(field.path)]))]
  const wholes = keys.length === 0 ? ['_'] : keys
  const structure = `Tuple(${wholes.map((key) => `${quoted(key)} Nullable(String)`).join(', ')})`
  return {
    from: sql`(SELECT ${column} AS raw, _row_number AS position, JSONExtract(raw, ${literal(structure)}) AS row
      FROM ${source} WHERE trimBoth(raw) != '')`,
    settings: sql`input_format_allow_errors_num = 0, storage_file_read_method = 'read'`,
    position: sql`assumeNotNull(position)`,
    problem: sql`if(JSONType(raw) = 'Object', '', 'unreadable-row')`,
    raw: sql`raw`,
    reading: (field) => (field.path === '' ? undefined : readingOf(field)),
    finish: async () => ({ unreadable: [] }),
  }
}

function readingOf(field: Field): Reading {
  const whole = keyText(field.path)
  const keys = field.path.split('.')
  const nested = (type: string): Sql =>
    sql`JSONExtract(ifNull(${keyText(firstKey(field.path))}, ''), ${join([...keys.slice(1).map(literal), literal(type)])})`
  if (field.type === 'list') {
    const { type, shape } = listStructure(field)
    const expression =
      keys.length === 1
        ? sql`JSONExtract(ifNull(${whole}, ''), ${literal(type)})`
        : sql`if(isNull(${whole}), ${nested(type)}, JSONExtract(ifNull(${whole}, ''), ${literal(type)}))`
    return { expression, shape }
  }
  const expression =
    keys.length === 1 ? whole : sql`coalesce(${whole}, ${nested('Nullable(String)')})`
  return { expression, shape: { kind: 'text' } }
}

function keyText(key: string): Sql {
  return sql`tupleElement(row, ${literal(key)})`
}

function firstKey(path: string): string {
  return path.split('.', 1)[0] ?? path
}

interface Structure {
  readonly type: string
  readonly shape: ValueShape
}

const text: Structure = { type: 'Nullable(String)', shape: { kind: 'text' } }

function listStructure(field: Field & { readonly type: 'list' }): Structure {
  const element = 'of' in field ? text : objectStructure(field.children)
  return { type: `Array(${element.type})`, shape: { kind: 'list', of: element.shape } }
}

/** A tuple of texts with the nesting that the children's dotted paths stand for. */
function objectStructure(children: readonly Field[]): Structure {
  const keys = [...new Set(children.map((child) => firstKey(child.path)))]
  const elements = keys.map((key): readonly [string, Structure] => {
    const fields = children.filter((child) => firstKey(child.path) === key)
    const plain = fields.find((field) => field.path === key)
    if (plain?.type === 'list') return [key, listStructure(plain)]
    if (plain !== undefined) return [key, text]
    const inner = fields.map((field) => ({ ...field, path: field.path.slice(key.length + 1) }))
    return [key, objectStructure(inner)]
  })
  const types = elements.map(([key, structure]) => `${quoted(key)} ${structure.type}`)
  const shapes = elements.map(([key, structure]) => [key, structure.shape] as const)
  return {
    type: `Tuple(${types.join(', ')})`,
    shape: { kind: 'object', elements: new Map(shapes) },
  }
}

function quoted(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``
}
