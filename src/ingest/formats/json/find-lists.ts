/** A list of objects in a JSON document, reached through objects only. */
export interface FoundList {
  /** `data.rows` */
  readonly path: string
  /** The start of its first object, as JSON. */
  readonly first: string
  /** What the objects around it say beside it: their keys with plain values, and these. */
  readonly around: string
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g

interface Level {
  readonly isList: boolean
  readonly path: string
  plain: string
}

/** The lists of objects in a document, or in the start of one. Deeper lists are values of their rows. */
export function findLists(text: string): readonly FoundList[] {
  const found: { path: string; at: number; levels: readonly Level[] }[] = []
  const levels: Level[] = []
  let listDepth = 0
  let key = ''
  let last = ''
  for (const { 0: sign, index } of text.matchAll(token)) {
    if (sign === ':') key = JSON.parse(last) as string
    else if (sign === '{' || sign === '[') {
      const outer = levels.at(-1)
      if (sign === '{' && outer?.isList && last === '[' && listDepth === 1) {
        found.push({ path: outer.path, at: index, levels: levels.slice(0, -1) })
      }
      const path = outer === undefined || outer.path === '' ? key : `${outer.path}.${key}`
      levels.push({ isList: sign === '[', path: outer === undefined ? '' : path, plain: '' })
      if (sign === '[') listDepth += 1
    } else if (sign === '}' || sign === ']') {
      if (levels.pop()?.isList) listDepth -= 1
    } else if (last === ':' && listDepth === 0)
      levels.at(-1)!.plain += `${JSON.stringify(key)}:${sign},`
    last = sign
  }
  return found.map(({ path, at, levels: around }) => ({
    path,
    first: text.slice(at, at + FIRST_CHARACTERS),
    around: around.map(({ plain }) => plain).join(''),
  }))
}

const FIRST_CHARACTERS = 2000
