import type { Field } from '../../model/answers/datasets.ts'
import { elementName } from '../../lake/datasets/index.ts'
import { join, literal, type Sql, sql } from '../../lake/sql.ts'
import type { Reading, ValueShape } from '../source.ts'

type ListField = Field & { readonly type: 'list' }

/** A value as a list: an array, and the shape of its elements. */
export interface Elements {
  readonly expression: Sql
  readonly shape: ValueShape
}

/**
 * What arrives for a list, as its elements: a list, the JSON of one, or a single value, which is a list
 * of one. Undefined when the shape says that there can be none.
 */
export function readListElements(
  { expression, shape }: Reading,
  field: ListField,
): Elements | undefined {
  switch (shape.kind) {
    case 'text':
      return 'of' in field ? readTexts(expression) : readObjects(expression, field.children)
    case 'list':
      return 'of' in field || shape.of.kind === 'object'
        ? { expression, shape: shape.of }
        : undefined
    case 'object':
      return 'of' in field ? undefined : { expression: sql`[${expression}]`, shape }
    default:
      if (!('of' in field)) return undefined
      return { expression: sql`if(isNull(${expression}), [], [${expression}])`, shape }
  }
}

/** The elements of a JSON list as texts; any other text is a list of one. */
function readTexts(text: Sql): Elements {
  const json = sql`ifNull(${text}, '')`
  const list = sql`JSONExtract(${json}, 'Array(Nullable(String))')`
  const single = sql`if(${json} = '', [], [${text}])`
  return { expression: sql`if(startsWith(${json}, '['), ${list}, ${single})`, shape: textShape }
}

const textShape: ValueShape = { kind: 'text' }

/** The objects of a JSON list by the texts of their keys; an object is a list of one. */
function readObjects(text: Sql, children: readonly Field[]): Elements {
  const { type, shape, read, isPlain } = describeObject(children.map(({ path }) => path))
  const json = sql`ifNull(${text}, '')`
  const list = sql`if(startsWith(${json}, '{'), concat('[', ${json}, ']'), ${json})`
  const single = oneByOne(list, read)
  if (!isPlain) return { expression: single, shape }
  const objects = sql`JSONExtract(${list}, ${literal(`Array(${type})`)})`
  return { expression: sql`if(${mayHoldLists(json)}, ${single}, ${objects})`, shape }
}

// ClickHouse 26.7 takes a list for an object whose keys are those of the type, in its order.
const mayHoldLists = (json: Sql): Sql =>
  sql`position(${json}, '[[') > 0 OR position(${json}, ',[') > 0`

function oneByOne(list: Sql, read: (json: Sql) => Sql): Sql {
  const object = sql`if(startsWith(ifNull(o, ''), '{'), ifNull(o, ''), '{}')`
  return sql`arrayMap(o -> ${read(object)}, JSONExtract(${list}, 'Array(Nullable(String))'))`
}

interface ObjectReader {
  /** The tuple of all keys; `read` makes one of the JSON of an object. */
  readonly type: string
  readonly shape: ValueShape
  readonly read: (json: Sql) => Sql
  /** Whether JSON can be extracted as the type. */
  readonly isPlain: boolean
}

/** How an object is read as the texts of its keys, for fields with these paths. */
export function describeObject(paths: readonly string[]): ObjectReader {
  const keys = [...new Set(paths.flatMap((path) => [path, firstKey(path)]))]
  const plain = keys.filter((key) => elementName(key) === key)
  const others = keys.filter((key) => elementName(key) !== key)
  const wholes = plain.length === 0 ? ['_'] : plain
  const type = tupleOf([...wholes, ...others])
  return {
    type,
    shape: {
      kind: 'object',
      elements: new Map([...wholes, ...others].map((key) => [key, textShape])),
    },
    read: (json) => readObject(json, tupleOf(wholes), others, type),
    isPlain: others.length === 0,
  }
}

/** Keys that no element of a tuple can be called by are read one by one. */
function readObject(json: Sql, plain: string, others: readonly string[], type: string): Sql {
  const tuple = sql`JSONExtract(${json}, ${literal(plain)})`
  if (others.length === 0) return tuple
  const values = others.map((key) => sql`JSONExtract(${json}, ${literal(key)}, 'Nullable(String)')`)
  return sql`CAST(tupleConcat(${tuple}, tuple(${join(values)})), ${literal(type)})`
}

const tupleOf = (keys: readonly string[]): string =>
  `Tuple(${keys.map((key) => `${quoted(elementName(key))} Nullable(String)`).join(', ')})`

function firstKey(path: string): string {
  return path.split('.', 1)[0] ?? path
}

function quoted(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``
}
