import type { Field, ScalarType } from '../../../model/answers/datasets.ts'
import type { LakeClient } from '../../../lake/client.ts'
import { evolveFields, isUndecided } from '../../../lake/datasets/index.ts'
import { join, literal, type Sql, sql, value } from '../../../lake/sql.ts'
import { checkColumns, checkListLevels } from '../../check-width.ts'
import { isLongInteger } from '../../copy/codes.ts'
import { sampleRows } from '../../sample.ts'
import type { ValueShape } from '../../source.ts'
import { readShape, chooseScalarType } from '../shape.ts'
import { withRareObjects } from './rare-objects.ts'

/**
 * The fields of JSON objects: objects flattened to dotted paths, lists with their children. Types are those of the
 * first objects; what only later ones have is there, too.
 */
export async function guessJsonFields(
  lake: LakeClient,
  from: Sql,
  column: Sql,
): Promise<readonly Field[]> {
  const all = sql`SELECT ${column} AS object FROM ${from} WHERE JSONType(${column}) = 'Object'`
  const sample = sql`(${all} LIMIT ${value(sampleRows, 'UInt32')})`
  const found = await findPaths(lake, sample)
  if (found.objects < sampleRows) return fieldsOf(lake, { objects: sample, listLevels: 0 }, found)
  return withRareObjects(lake, sql`(${all})`, async (kept) => {
    const late = await findPaths(lake, kept)
    await lake.command(sql`INSERT INTO ${kept} SELECT object FROM ${sample}`)
    return fieldsOf(lake, { objects: kept, listLevels: 0 }, joinPaths(found, late))
  })
}

/** `objects`: a subquery with a column `object` of JSON text, within so many lists. */
interface Objects {
  readonly objects: Sql
  readonly listLevels: number
}

async function fieldsOf(
  lake: LakeClient,
  from: Objects,
  { types, paths }: FoundPaths,
): Promise<readonly Field[]> {
  checkColumns(paths.length)
  const fields: Field[] = []
  for (const [path, found] of Object.entries(types)) {
    if (isNamed(path)) fields.push(await fieldOf(lake, from, path, found))
  }
  const decided = new Set(fields.map(({ path }) => path))
  const empty = paths.filter((path) => isNamed(path) && !decided.has(path))
  return [...fields, ...empty.map((path) => ({ path, type: 'string', isUndecided: true }) as const)]
}

async function findPaths(lake: LakeClient, objects: Sql): Promise<FoundPaths> {
  const [row] = await lake.query<FoundPaths>(
    sql`SELECT distinctJSONPathsAndTypes(CAST(${withoutEmpty(sql`object`)} AS JSON)) AS types,
        distinctJSONPaths(CAST(object AS JSON)) AS paths, toFloat64(count()) AS objects FROM ${objects}
      SETTINGS type_json_skip_duplicated_paths = 1`,
  )
  return row ?? { types: {}, paths: [], objects: 0 }
}

/** The paths and types of both. */
function joinPaths(first: FoundPaths, late: FoundPaths): FoundPaths {
  const types = new Map(Object.entries(first.types))
  for (const [path, found] of Object.entries(late.types)) {
    types.set(path, [...new Set([...(types.get(path) ?? []), ...found])])
  }
  const paths = [...new Set([...first.paths, ...late.paths])]
  return { types: Object.fromEntries(types), paths, objects: first.objects + late.objects }
}

interface FoundPaths {
  readonly types: Readonly<Record<string, readonly string[]>>
  /** Those of empty lists and texts, too. */
  readonly paths: readonly string[]
  /** How many they are of. */
  readonly objects: number
}

const isNamed = (path: string): boolean => path !== '' && !path.startsWith('.')

/**
 * Empty texts, and lists of nothing else, do not say what the values will be. Inside of texts `:""` cannot
 * occur.
 */
const withoutEmpty = (json: Sql): Sql =>
  sql`replaceRegexpAll(${json}, ':\\s*(""|\\[\\s*((null|""|\\[\\s*\\])\\s*(,\\s*)?)*\\])', ':null')`

async function fieldsOfElements(lake: LakeClient, from: Objects): Promise<readonly Field[]> {
  checkListLevels(from.listLevels)
  return fieldsOf(lake, from, await findPaths(lake, from.objects))
}

async function fieldOf(
  lake: LakeClient,
  { objects, listLevels }: Objects,
  path: string,
  types: readonly string[],
): Promise<Field> {
  if (types.some((type) => type.startsWith('Array(JSON'))) {
    const elements = elementsOf(objects, path)
    const children = await fieldsOfElements(lake, { objects: elements, listLevels: listLevels + 1 })
    const decided = children.filter((child) => !isUndecided(child))
    if (decided.length > 0) return { path, type: 'list', children: evolveFields([], decided) }
  }
  const shapes = types.map(readShape)
  if (shapes.some(({ kind }) => kind === 'list')) {
    const elements = shapes.map((shape) => (shape.kind === 'list' ? shape.of : shape))
    const of = commonType(elements)
    const isText = of === 'number' && (await hasLongIntegers(lake, objects, path))
    return { path, type: 'list', of: isText ? 'string' : of }
  }
  const type = commonType(shapes)
  if (type === 'string' && (await holdsNumbers(lake, objects, path)))
    return { path, type: 'number' }
  if (type === 'number' && (await hasLongIntegers(lake, objects, path))) {
    return { path, type: 'string' }
  }
  return { path, type }
}

function elementsOf(objects: Sql, path: string): Sql {
  const elements = sql`SELECT arrayJoin(JSONExtractArrayRaw(object, ${keys(path)})) AS element FROM ${objects}`
  return sql`(SELECT element AS object FROM (${elements}) WHERE JSONType(element) = 'Object')`
}

function keys(path: string): Sql {
  return join(path.split('.').map(literal))
}

/** The type that fits all of them. */
function commonType(shapes: readonly ValueShape[]): ScalarType {
  const [type, ...others] = new Set(shapes.map(chooseScalarType))
  return type === undefined || others.length > 0 ? 'string' : type
}

/** Values whose name says that they are numbers, as GA4 calls those of parameters and of items. */
const namesNumber = /(^|\.)((int|float|double)_value|quantity|(total|unique)_items?(_quantity)?)$/

/** Whether numbers are written as texts, as BigQuery writes whole ones, under a name that says so. */
async function holdsNumbers(lake: LakeClient, objects: Sql, path: string): Promise<boolean> {
  if (!namesNumber.test(path)) return false
  const text = sql`JSONExtract(object, ${join([keys(path), sql`'Nullable(String)'`])})`
  const [row] = await lake.query<{ others: number }>(sql`
    SELECT toFloat64(countIf(ifNull(t, '') != '' AND (isNull(toFloat64OrNull(t)) OR ${isLongInteger(sql`ifNull(t, '')`)}))) AS others
    FROM (SELECT ${text} AS t FROM ${objects})`)
  return row?.others === 0
}

/** Ids, not amounts: in the value, or in a list of values. */
async function hasLongIntegers(lake: LakeClient, objects: Sql, path: string): Promise<boolean> {
  const values = sql`splitByRegexp('[][, ]+', JSONExtractRaw(object, ${keys(path)}))`
  const [row] = await lake.query<{ long: number }>(
    sql`SELECT max(arrayExists(v -> ${isLongInteger(sql`v`)}, ${values})) AS long FROM ${objects}`,
  )
  return row?.long === 1
}
