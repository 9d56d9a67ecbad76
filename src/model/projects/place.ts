import { Pointer } from 'rfc6902'
import type { ProjectDocument } from './document.ts'

/** A JSON pointer's parts: `/panels/a/name` → panels, a, name. */
export const readPointer = (path: string): readonly string[] =>
  Pointer.fromJSON(path).tokens.slice(1)

export const printPointer = (tokens: readonly string[]): string =>
  new Pointer(['', ...tokens]).toString()

/** Whether the last of these names a panel, or a visualization of one. */
export const isEntry = (tokens: readonly string[]): boolean =>
  tokens[0] === 'panels' &&
  (tokens.length === 2 || (tokens.length === 4 && tokens[2] === 'visualizations'))

/** Where something is in a document: in `parent` under `key`. */
export interface Place {
  readonly parent: object
  readonly key: string
  /** Whether something is there. */
  readonly isThere: boolean
  readonly value: unknown
  /** The same with indexes instead of ids. */
  readonly pointer: string
}

/** Undefined where there is nothing that could hold it. An entry that is not there stands behind all others. */
export function findPlace(document: ProjectDocument, tokens: readonly string[]): Place | undefined {
  const plain: string[] = []
  let parent: unknown
  let value: unknown = document
  let isThere = true
  for (const [at, token] of tokens.entries()) {
    if (!isThere || typeof value !== 'object' || value === null) return undefined
    parent = value
    const key = isEntry(tokens.slice(0, at + 1)) ? indexOf(parent, token) : token
    if (key === undefined) return undefined
    plain.push(key)
    isThere = Object.hasOwn(parent as object, key) && !(Array.isArray(parent) && key === 'length')
    value = isThere ? (parent as Record<string, unknown>)[key] : undefined
  }
  return {
    parent: parent as object,
    key: plain.at(-1)!,
    isThere,
    value,
    pointer: printPointer(plain),
  }
}

function indexOf(list: unknown, id: string): string | undefined {
  if (!Array.isArray(list)) return undefined
  const index = list.findIndex((entry: { readonly id?: unknown }) => entry?.id === id)
  return index < 0 ? '-' : String(index)
}
