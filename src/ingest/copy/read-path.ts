import { elementName } from '../../lake/datasets/index.ts'
import { join, literal, type Sql, sql } from '../../lake/sql.ts'
import type { Reading, ValueShape } from '../source.ts'

/** What has been read by name: the columns of a file, or the elements of an object. */
export type NamedReadings = Iterable<readonly [name: string, reading: Reading]>

/** The elements of an object by name. */
export function readElements({ expression, shape }: Reading): NamedReadings {
  if (shape.kind !== 'object') return []
  return [...shape.elements].map(([name, inner]) => [name, readElement(expression, name, inner)])
}

const readElement = (expression: Sql, name: string, shape: ValueShape): Reading => ({
  expression: sql`tupleElement(${expression}, ${literal(elementName(name))})`,
  shape,
})

/**
 * The value at a dotted path: that which is called so, or one inside of what the path begins with.
 * Undefined when nothing can have it.
 */
export function readPath(named: NamedReadings, path: string): Reading | undefined {
  const found = [...named].flatMap(([name, reading]): readonly Reading[] => {
    if (name === path) return [reading]
    if (!path.startsWith(`${name}.`)) return []
    const inside = readInside(reading, path.slice(name.length + 1))
    return inside === undefined ? [] : [inside]
  })
  return found.length > 1 && found.every(isText) ? firstOf(found) : found[0]
}

const isText = ({ shape }: Reading): boolean => shape.kind === 'text'

const firstOf = (texts: readonly Reading[]): Reading => ({
  expression: sql`coalesce(${join(texts.map(({ expression }) => expression))})`,
  shape: { kind: 'text' },
})

function readInside(reading: Reading, path: string): Reading | undefined {
  const { expression, shape } = reading
  switch (shape.kind) {
    case 'text':
      return { expression: readJson(expression, path.split('.')), shape }
    case 'object':
      return readPath(readElements(reading), path)
    case 'list':
      return readOnlyElement(expression, shape.of, path)
    default:
      return undefined
  }
}

/** A list of one element is read like that element. */
function readOnlyElement(list: Sql, shape: ValueShape, path: string): Reading | undefined {
  const element = readInside({ expression: sql`arrayElement(${list}, 1)`, shape }, path)
  if (element === undefined) return undefined
  const nothing = element.shape.kind === 'list' ? sql`[]` : sql`NULL`
  const expression = sql`if(length(${list}) = 1, ${element.expression}, ${nothing})`
  return { ...element, expression }
}

/** The text at a path of an object's JSON; null where there is none. */
function readJson(text: Sql, keys: readonly string[]): Sql {
  const json = sql`ifNull(${text}, '')`
  const direct = sql`JSONExtract(${join([json, ...keys.map(literal), literal('Nullable(String)')])})`
  const through = keys.reduce((within, key) => readKey(within, key), json)
  return sql`multiIf(isNotNull(${direct}), ${direct}, position(${json}, '[{') = 0, NULL, ${through})`
}

const readKey = (json: Sql, key: string): Sql =>
  sql`JSONExtract(${onlyObject(json)}, ${literal(key)}, 'Nullable(String)')`

/** The JSON of a list of one object as that of the object. */
function onlyObject(json: Sql): Sql {
  const only = sql`startsWith(t, '[{') AND JSONLength(t) = 1`
  return sql`arrayMap(t -> if(${only}, JSONExtractRaw(t, 1), t), [ifNull(${json}, '')])[1]`
}
