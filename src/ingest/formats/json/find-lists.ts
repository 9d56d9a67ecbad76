/** A list of objects in a JSON document, reached through objects only. */
export interface FoundList {
  /** `data.rows` */
  readonly path: string
  /** The start of its first object, as JSON. */
  readonly first: string
  /** How many objects of it are there. */
  readonly objects: number
  /** Whether its end is there. */
  readonly isClosed: boolean
}

/** What else a document says outside of its lists of objects: a plain value, as JSON, or `[`, a list of such. */
export interface Entry {
  readonly path: string
  readonly text: string
}

export interface DocumentParts {
  readonly lists: readonly FoundList[]
  readonly entries: readonly Entry[]
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g

interface Level {
  readonly isList: boolean
  readonly path: string
  list?: Writable<FoundList>
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** The lists of objects in a document, or in the start of one, and what stands beside them. Deeper lists are values of their rows. */
export function findLists(text: string): DocumentParts {
  const lists: FoundList[] = []
  const entries: Entry[] = []
  const levels: Level[] = []
  let listDepth = 0
  let key = ''
  let last = ''
  for (const { 0: sign, index } of text.matchAll(token)) {
    const outer = levels.at(-1)
    if (sign === ':') key = readKey(last)
    else if (sign === '{' || sign === '[') {
      if (sign === '{' && outer?.isList && listDepth === 1) countObject(outer, last, text, index)
      levels.push({ isList: sign === '[', path: pathOf(outer, key) })
      if (sign === '[') listDepth += 1
    } else if (sign === '}' || sign === ']') {
      const closed = levels.pop()
      if (!closed?.isList) continue
      listDepth -= 1
      if (listDepth > 0) continue
      if (closed.list) lists.push({ ...closed.list, isClosed: true })
      else entries.push({ path: closed.path, text: '[' })
    } else if (last === ':' && listDepth === 0)
      entries.push({ path: pathOf(outer, key), text: sign })
    last = sign
  }
  const open = levels.find(({ isList }) => isList)?.list
  return { lists: open ? [...lists, open] : lists, entries }
}

/** Broken JSON may have a key without quotes. */
function readKey(text: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    return text
  }
}

const pathOf = (outer: Level | undefined, key: string): string => {
  if (outer === undefined) return ''
  return outer.path === '' ? key : `${outer.path}.${key}`
}

/** A list is one of objects when it begins with one. */
function countObject(list: Level, last: string, text: string, index: number): void {
  if (list.list) list.list.objects += 1
  else if (last === '[') {
    const first = text.slice(index, index + FIRST_CHARACTERS)
    list.list = { path: list.path, first, objects: 1, isClosed: false }
  }
}

const FIRST_CHARACTERS = 2000
