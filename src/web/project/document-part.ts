import { isDeepEqual } from '../../model/projects/is-deep-equal.ts'
import type { PanelDocument, ProjectDocument } from '../../model/projects/document.ts'
import type { Patch } from '../../model/projects/patch.ts'
import { printPointer } from '../../model/projects/place.ts'
import { getOwn } from '../../model/own.ts'

type Json = Readonly<Record<string, unknown>>

/** What a name of something touched stands for: `panels/sales`, `order/sales`, `name`, `settings/theme`. */
type Part =
  | { readonly kind: 'panel'; readonly id: string }
  | { readonly kind: 'order'; readonly id: string }
  | { readonly kind: 'field'; readonly name: string; readonly key: string | undefined }

function readField(field: string): Part {
  const at = field.indexOf('/')
  const [first, rest] = at < 0 ? [field, undefined] : [field.slice(0, at), field.slice(at + 1)]
  if (first === 'panels' && rest !== undefined) return { kind: 'panel', id: rest }
  if (first === 'order' && rest !== undefined) return { kind: 'order', id: rest }
  return { kind: 'field', name: first, key: rest }
}

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The part of a document that was touched; null where there is none, of an order the ids of all panels. */
export function partOf(document: ProjectDocument, field: string): unknown {
  const part = readField(field)
  if (part.kind === 'order') return document.panels.map(({ id }) => id)
  if (part.kind === 'panel') return document.panels.find(({ id }) => id === part.id) ?? null
  const value = getOwn(document, part.name) ?? null
  if (part.key === undefined) return value
  return isRecord(value) ? (getOwn(value, part.key) ?? null) : null
}

/** The document with that part as given. A panel that is gone stands behind all others; null changes no panel. */
export function withPart(
  document: ProjectDocument,
  field: string,
  value: unknown,
): ProjectDocument {
  const part = readField(field)
  if (part.kind === 'order') return { ...document, panels: ordered(document.panels, value) }
  if (part.kind === 'panel') return { ...document, panels: withPanel(document.panels, value) }
  if (part.key === undefined) return withField(document, part.name, value)
  const settings = getOwn(document, part.name)
  return {
    ...document,
    [part.name]: withField(isRecord(settings) ? settings : {}, part.key, value),
  }
}

function withField<T extends Json>(record: T, key: string, value: unknown): T {
  const { [key]: _, ...rest } = record
  return (value === null ? rest : { ...record, [key]: value }) as T
}

function withPanel(panels: readonly PanelDocument[], value: unknown): readonly PanelDocument[] {
  if (!isRecord(value)) return panels
  const panel = value as PanelDocument
  const isThere = panels.some(({ id }) => id === panel.id)
  return isThere ? panels.map((each) => (each.id === panel.id ? panel : each)) : [...panels, panel]
}

function ordered(panels: readonly PanelDocument[], ids: unknown): readonly PanelDocument[] {
  const order = Array.isArray(ids) ? (ids as readonly string[]) : []
  const place = ({ id }: PanelDocument) => (order.includes(id) ? order.indexOf(id) : order.length)
  return panels.toSorted((a, b) => place(a) - place(b))
}

/** The patches that make that part of a document what is given. */
export function patchesOf(document: ProjectDocument, field: string, value: unknown): Patch[] {
  if (isDeepEqual(partOf(document, field), value)) return []
  const part = readField(field)
  if (part.kind === 'order') return [placeBack(part.id, value)]
  const isThere = partOf(document, field) !== null
  if (part.kind === 'panel') {
    const path = printPointer(['panels', part.id])
    if (value === null) return isThere ? [{ op: 'remove', path }] : []
    return isThere ? [{ op: 'replace', path, value }] : [{ op: 'add', path: '/panels/-', value }]
  }
  const path = printPointer(part.key === undefined ? [part.name] : [part.name, part.key])
  if (value === null) return isThere ? [{ op: 'remove', path }] : []
  const isWithout = part.key !== undefined && !isRecord(getOwn(document, part.name))
  return isWithout
    ? [{ op: 'add', path: printPointer([part.name]), value: { [part.key!]: value } }]
    : [{ op: 'add', path, value }]
}

/** Before the panel that follows it in that order. */
function placeBack(panel: string, order: unknown): Patch {
  const ids = Array.isArray(order) ? (order as readonly string[]) : []
  const next = ids[ids.indexOf(panel) + 1] ?? '-'
  return { op: 'move', from: printPointer(['panels', panel]), path: printPointer(['panels', next]) }
}
