import type { Field } from '../../model/answers/datasets.ts'
import { isUndecided, prefixed } from './schema.ts'

/**
 * The known fields, with those of `found` that are not known. Known fields keep their types and whether
 * they are lists; an object that arrives where a list of objects was is an element of it, and a list of
 * objects where an object was is that object as far as it has one element. A field whose type is not
 * decided takes that of the value that comes.
 */
export function evolveFields(known: readonly Field[], found: readonly Field[]): readonly Field[] {
  const fields = new GrowingFields(known)
  for (const field of gathered(found)) fields.add(field)
  return fields.all
}

type ObjectList = Extract<Field, { readonly children: readonly Field[] }>

const isObjectList = (field: Field): field is ObjectList => 'children' in field

export const isBelow = (path: string, above: string): boolean => path.startsWith(`${above}.`)

/** Fields of objects that arrive beside lists of such objects become those of their elements. */
function gathered(found: readonly Field[]): readonly Field[] {
  const lists = found.filter(isObjectList)
  if (lists.length === 0) return found
  const isInList = ({ path }: Field) => lists.some((list) => isBelow(path, list.path))
  const fields = new GrowingFields(found.filter((field) => !isInList(field)))
  for (const field of found.filter(isInList)) fields.add(field)
  return fields.all
}

/** Fields by their paths, so that thousands can be added to thousands. */
class GrowingFields {
  readonly #fields: Field[] = []
  /** Of the first of each path. */
  readonly #places = new Map<string, number>()
  readonly #lists = new Map<string, number>()
  /** Paths that others lie below. */
  readonly #objects = new Set<string>()

  constructor(fields: readonly Field[]) {
    for (const field of fields) this.#put(field, this.#fields.length)
  }

  get all(): readonly Field[] {
    return this.#fields
  }

  add(found: Field): void {
    const at = this.#places.get(found.path)
    const around = this.#listAround(found.path)
    if (at !== undefined) this.#put(merged(this.#fields[at]!, found), at)
    else if (around !== undefined) {
      this.#put(withChild(this.#fields[around] as ObjectList, found), around)
    } else if (!this.#objects.has(found.path)) this.#put(found, this.#fields.length)
    else if (isObjectList(found)) {
      for (const child of prefixed(found.path, found.children)) this.add(child)
    } else if (!isUndecided(found)) this.#put(found, this.#fields.length)
  }

  /** The place of the first list of objects that a path lies below. */
  #listAround(path: string): number | undefined {
    const places = pathsAbove(path).flatMap((above) => this.#lists.get(above) ?? [])
    return places.length === 0 ? undefined : Math.min(...places)
  }

  #put(field: Field, place: number): void {
    const { path } = field
    this.#fields[place] = field
    if (!this.#places.has(path)) this.#places.set(path, place)
    if (isObjectList(field) && !this.#lists.has(path)) this.#lists.set(path, place)
    for (const above of pathsAbove(path)) this.#objects.add(above)
  }
}

/** `a.b.c` → `a`, `a.b` */
function pathsAbove(path: string): readonly string[] {
  const above: string[] = []
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    above.push(path.slice(0, dot))
  }
  return above
}

function merged(known: Field, found: Field): Field {
  if (isUndecided(known)) return found
  if (!isObjectList(known) || !isObjectList(found)) return known
  return { ...known, children: evolveFields(known.children, found.children) }
}

function withChild(list: ObjectList, found: Field): Field {
  const path = found.path.slice(list.path.length + 1)
  const children = new GrowingFields(list.children)
  children.add({ ...found, path })
  return { ...list, children: children.all }
}
