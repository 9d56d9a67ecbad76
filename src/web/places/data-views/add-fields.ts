import { freeId } from '../../../model/propose-id.ts'
import {
  type AnyComponent,
  addComponents,
  componentId,
  type ListName,
  listOf,
} from './component-list.ts'
import type { ViewDocument } from './view-document.ts'

/** What fields become: all of one kind, or numbers metrics and everything else dimensions. */
export type AddedAs = 'type' | ListName

interface Field {
  readonly path: string
  readonly type: string
}

/** A data view's lists with components of fields behind those that are there; ids that nothing else has. */
export function addFields(
  document: ViewDocument,
  fields: readonly Field[],
  as: AddedAs,
  taken: Readonly<Record<ListName, readonly string[]>>,
): Partial<ViewDocument> {
  const added = { dimensions: [] as AnyComponent[], metrics: [] as AnyComponent[] }
  for (const { path, type } of fields) {
    const list = as === 'type' ? listFor(type) : as
    const id = freeId(path, [...taken[list], ...added[list].map(componentId)]) ?? 'component'
    added[list].push(id === path ? { id } : { id, field: path, name: path })
  }
  return {
    ...(added.dimensions.length > 0 && addComponents(document, 'dimensions', added.dimensions)),
    ...(added.metrics.length > 0 && addComponents(document, 'metrics', added.metrics)),
  }
}

const listFor = (type: string): ListName => (type === 'number' ? 'metrics' : 'dimensions')

/** How many components of a data view read a field. */
export const countUses = (document: ViewDocument, path: string): number =>
  (['dimensions', 'metrics'] as const)
    .flatMap((list) => listOf(document, list))
    .filter((component) => (component.field ?? component.id) === path).length
