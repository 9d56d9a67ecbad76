import { applyPatch } from 'rfc6902'
import { ThroughlineError } from '../errors.ts'
import { findRepeatedId, type ProjectDocument, settleProject } from './document.ts'
import { isDeepEqual } from './is-deep-equal.ts'
import type { Patch } from './patch.ts'
import { findPlace, isEntry, type Place, printPointer, readPointer } from './place.ts'
import type { Touched } from './touched.ts'

/** What patches make of a document. */
export interface Applied {
  readonly document: ProjectDocument
  /** The patches with the ids that were given. */
  readonly patches: readonly Patch[]
  /** What takes them back. */
  readonly inverse: readonly Patch[]
  readonly touched: Touched
  /** Whether ids were given that the patches left out. */
  readonly hasNewIds: boolean
}

/**
 * Applies patches one after the other. An entry is added before the one that its path names, and behind all
 * others where there is none.
 * Errors: project/wrong-patch, with the path of the patch.
 */
export function applyPatches(before: ProjectDocument, patches: readonly Patch[]): Applied {
  const document = structuredClone(before)
  const done: Patch[] = []
  const inverse: Patch[] = []
  const touched = new Set<string>()
  for (const [index, patch] of patches.entries()) {
    for (const change of splitPatch(document, patch, ['patches', index])) {
      inverse.unshift(...change.inverse)
      done.push(change.patch)
      for (const each of change.touched) touched.add(each)
    }
  }
  refuseRepeatedIds(document)
  const settled = settleProject(document)
  const hasNewIds = patches.some(leavesOutId) || !isDeepEqual(document, settled)
  return { document: settled, patches: done, inverse, touched: [...touched], hasNewIds }
}

const leavesOutId = (patch: Patch): boolean =>
  (patch.op === 'add' || patch.op === 'replace') &&
  isEntry(readPointer(patch.path)) &&
  (patch.value as { readonly id?: unknown }).id === undefined

/** Errors: definition/invalid. */
export function refuseRepeatedIds(document: object): void {
  const repeated = findRepeatedId(document)
  if (repeated === undefined) return
  throw new ThroughlineError('definition/invalid', { reason: 'the id stands twice' }, repeated)
}

interface Change {
  readonly patch: Patch
  readonly inverse: readonly Patch[]
  readonly touched: Touched
}

type PatchPath = readonly (string | number)[]

function splitPatch(document: ProjectDocument, patch: Patch, path: PatchPath): readonly Change[] {
  const refuse = (reason: string, key: 'path' | 'from' = 'path'): never => {
    throw new ThroughlineError('project/wrong-patch', { reason }, [...path, key])
  }
  const tokens = tokensOf(patch.path, refuse)
  if (patch.op !== 'move' && patch.op !== 'copy') return [applyOne(document, patch, tokens, refuse)]
  const from = tokensOf(patch.from, (reason) => refuse(reason, 'from'))
  const place = findPlace(document, from)
  if (place?.isThere !== true) return refuse(`there is nothing at ${patch.from}`, 'from')
  if (patch.op === 'move' && isSameList(from, tokens)) {
    return [moveEntry(document, place, from, tokens, refuse)]
  }
  if (patch.op === 'copy' && isEntry(from)) {
    return refuse('a copy needs ids of its own: add it as a value', 'from')
  }
  if (startsWith(tokens, from)) return refuse('it would be moved into itself')
  const value = structuredClone(place.value)
  const add: Patch = { op: 'add', path: patch.path, value }
  if (patch.op === 'copy') return [applyOne(document, add, tokens, refuse)]
  const remove: Patch = { op: 'remove', path: patch.from }
  const taken = applyOne(document, remove, from, (reason) => refuse(reason, 'from'))
  return [taken, applyOne(document, add, tokens, refuse)]
}

type Refuse = (reason: string) => never

const fixed = new Set(['__proto__', 'constructor', 'prototype'])

function tokensOf(path: string, refuse: Refuse): readonly string[] {
  const tokens = readPointer(path)
  if (tokens.some((token) => fixed.has(token))) return refuse(`${path} cannot be changed`)
  const isOwnId = tokens.at(-1) === 'id' && (tokens.length === 1 || isEntry(tokens.slice(0, -1)))
  if (isOwnId || path === '/kind') return refuse('ids and the kind stay as they are')
  return tokens
}

type PlainPatch = Exclude<Patch, { op: 'move' | 'copy' }>

function applyOne(
  document: ProjectDocument,
  given: PlainPatch,
  tokens: readonly string[],
  refuse: Refuse,
): Change {
  const place = findPlace(document, tokens)
  if (place === undefined || (given.op !== 'add' && !place.isThere)) {
    return refuse(`there is nothing at ${given.path}`)
  }
  const patch = isEntry(tokens) ? withEntryId(document, given, place, tokens, refuse) : given
  const added = idOf(patch)
  const inverse = takeBack(patch, place, tokens, added)
  const [failed] = applyPatch(document, [{ ...patch, path: place.pointer }])
  if (failed) return refuse(failed.name === 'TestError' ? 'the test fails' : failed.message)
  return { patch, inverse, touched: patch.op === 'test' ? [] : touch(tokens, added) }
}

/** The panel that is added or changed; else the field, inner ones of settings by themselves. */
function touch([first, second, ...inner]: readonly string[], added: string | undefined): Touched {
  if (first === 'settings' && second !== undefined) return [`settings/${second}`]
  if (first !== 'panels' || second === undefined) return [first!]
  return [`panels/${inner.length === 0 ? (added ?? second) : second}`]
}

/** An entry that is added or replaced has an id: its own, that of its place, or a new one. */
function withEntryId(
  document: ProjectDocument,
  patch: PlainPatch,
  place: Place,
  tokens: readonly string[],
  refuse: Refuse,
): PlainPatch {
  if (patch.op !== 'add' && patch.op !== 'replace') return patch
  const { value } = patch
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('a panel or visualization is an object')
  }
  const given = (value as { readonly id?: unknown }).id
  if (patch.op === 'replace') {
    const id = tokens.at(-1)!
    if (given !== undefined && given !== id) return refuse(`its id stays ${id}`)
    return { ...patch, value: { id, ...value } }
  }
  const list = place.parent as readonly { readonly id: string }[]
  const id = given ?? newId(document, list, tokens, value)
  if (typeof id !== 'string') return refuse('its id is a text')
  if (list.some((entry) => entry.id === id)) return refuse(`${id} is there already`)
  return { ...patch, value: { id, ...value } }
}

/** As if it stood behind all others. */
function newId(
  document: ProjectDocument,
  list: readonly object[],
  tokens: readonly string[],
  value: object,
): string {
  const next = [...list, value]
  const panels = document.panels.map((panel) =>
    panel.id === tokens[1] && tokens.length === 4 ? { ...panel, visualizations: next } : panel,
  )
  const settled = settleProject({ ...document, panels: tokens.length === 2 ? next : panels })
  const entries =
    tokens.length === 2
      ? settled.panels
      : settled.panels.find(({ id }) => id === tokens[1])!.visualizations
  return entries.at(-1)!.id
}

const idOf = (patch: PlainPatch): string | undefined =>
  patch.op === 'add' && typeof patch.value === 'object' && patch.value !== null
    ? ((patch.value as { readonly id?: string }).id ?? undefined)
    : undefined

function takeBack(
  { op, path }: PlainPatch,
  { parent, key, isThere, value }: Place,
  tokens: readonly string[],
  added: string | undefined,
): readonly Patch[] {
  const at = (last: string) => printPointer([...tokens.slice(0, -1), last])
  const old = structuredClone(value)
  if (op === 'test') return []
  if (op === 'replace') return [{ op, path, value: old }]
  if (op === 'remove') {
    return [{ op: 'add', path: isEntry(tokens) ? at(nextOf(parent, key)) : path, value: old }]
  }
  if (isEntry(tokens)) return [{ op: 'remove', path: at(added!) }]
  if (!Array.isArray(parent)) {
    return [isThere ? { op: 'replace', path, value: old } : { op: 'remove', path }]
  }
  return [{ op: 'remove', path: at(key === '-' ? String(parent.length) : key) }]
}

/** The id of the entry behind this one; `-` of the last. */
const nextOf = (list: object, key: string): string =>
  (list as readonly { readonly id: string }[])[Number(key) + 1]?.id ?? '-'

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  isEntry(one) && one.length === other.length && startsWith(other, one.slice(0, -1))

const startsWith = (tokens: readonly string[], start: readonly string[]): boolean =>
  tokens.length >= start.length && start.every((token, at) => tokens[at] === token)

/** Moves an entry before another of its list. */
function moveEntry(
  document: ProjectDocument,
  place: Place,
  from: readonly string[],
  tokens: readonly string[],
  refuse: Refuse,
): Change {
  const list = place.parent as { readonly id: string }[]
  const next = nextOf(list, place.key)
  const target = tokens.at(-1) === from.at(-1) ? next : tokens.at(-1)!
  const [entry] = list.splice(Number(place.key), 1)
  const anchor = findPlace(document, [...tokens.slice(0, -1), target])
  if (entry === undefined || anchor === undefined) return refuse('it cannot be moved there')
  list.splice(anchor.key === '-' ? list.length : Number(anchor.key), 0, entry)
  const path = printPointer(from)
  const before = (id: string): string => printPointer([...from.slice(0, -1), id])
  return {
    patch: { op: 'move', from: path, path: before(target) },
    inverse: [{ op: 'move', from: path, path: before(next) }],
    touched: [`${from.length === 2 ? 'order' : 'panels'}/${from[1]!}`],
  }
}
