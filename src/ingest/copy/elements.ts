import type { Field } from '../../model/answers/datasets.ts'
import { literal, type Sql, sql } from '../../lake/sql.ts'
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
  const { type, shape } = describeObject(children.map(({ path }) => path))
  const json = sql`ifNull(${text}, '')`
  const list = sql`if(startsWith(${json}, '{'), concat('[', ${json}, ']'), ${json})`
  const objects = sql`JSONExtract(${list}, ${literal(`Array(${type})`)})`
  return { expression: sql`if(${mayHoldLists(json)}, ${oneByOne(list, type)}, ${objects})`, shape }
}

// ClickHouse 26.7 takes a list for an object whose keys are those of the type, in its order.
const mayHoldLists = (json: Sql): Sql =>
  sql`position(${json}, '[[') > 0 OR position(${json}, ',[') > 0`

function oneByOne(list: Sql, type: string): Sql {
  const object = sql`if(startsWith(ifNull(o, ''), '{'), ifNull(o, ''), '{}')`
  return sql`arrayMap(o -> JSONExtract(${object}, ${literal(type)}), JSONExtract(${list}, 'Array(Nullable(String))'))`
}

// ClickHouse 26.7 keeps this name of a tuple's element for itself: objects in lists are read without it.
const UNREADABLE_KEY = 'null'

/** The type and shape of an object that is read as the texts of its keys, for fields with these paths. */
export function describeObject(paths: readonly string[]): {
  readonly type: string
  readonly shape: ValueShape
} {
  const keys = [...new Set(paths.flatMap((path) => [path, firstKey(path)]))]
  const readable = keys.filter((key) => key !== UNREADABLE_KEY)
  const wholes = readable.length === 0 ? ['_'] : readable
  return {
    type: `Tuple(${wholes.map((key) => `${quoted(key)} Nullable(String)`).join(', ')})`,
    shape: { kind: 'object', elements: new Map(wholes.map((key) => [key, textShape])) },
  }
}

function firstKey(path: string): string {
  return path.split('.', 1)[0] ?? path
}

function quoted(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``
}
