import type { Field } from '../../model/answers/datasets.ts'
import { isUndecided, prefixed } from './schema.ts'

/**
 * The known fields, with those of `found` that are not known. Known fields keep their types and whether
 * they are lists; an object that arrives where a list of objects was is an element of it, and a list of
 * objects where an object was is that object as far as it has one element. A field whose type is not
 * decided takes that of the value that comes.
 */
export function evolveFields(known: readonly Field[], found: readonly Field[]): readonly Field[] {
  return gathered(found).reduce(withField, known)
}

type ObjectList = Extract<Field, { readonly children: readonly Field[] }>

const isObjectList = (field: Field): field is ObjectList => 'children' in field

export const isBelow = (path: string, above: string): boolean => path.startsWith(`${above}.`)

/** Fields of objects that arrive beside lists of such objects become those of their elements. */
function gathered(found: readonly Field[]): readonly Field[] {
  const lists = found.filter(isObjectList)
  if (lists.length === 0) return found
  const isInList = ({ path }: Field) => lists.some((list) => isBelow(path, list.path))
  return found.filter(isInList).reduce(
    withField,
    found.filter((field) => !isInList(field)),
  )
}

function withField(fields: readonly Field[], found: Field): readonly Field[] {
  const at = fields.findIndex(({ path }) => path === found.path)
  if (at >= 0) return fields.with(at, merged(fields[at]!, found))
  const around = fields.findIndex((field) => isObjectList(field) && isBelow(found.path, field.path))
  if (around >= 0) return fields.with(around, withChild(fields[around] as ObjectList, found))
  const isObject = fields.some(({ path }) => isBelow(path, found.path))
  if (isObject && isUndecided(found)) return fields
  if (!isObject || !isObjectList(found)) return [...fields, found]
  return prefixed(found.path, found.children).reduce(withField, fields)
}

function merged(known: Field, found: Field): Field {
  if (isUndecided(known)) return found
  if (!isObjectList(known) || !isObjectList(found)) return known
  return { ...known, children: evolveFields(known.children, found.children) }
}

function withChild(list: ObjectList, found: Field): Field {
  const path = found.path.slice(list.path.length + 1)
  return { ...list, children: withField(list.children, { ...found, path }) }
}
