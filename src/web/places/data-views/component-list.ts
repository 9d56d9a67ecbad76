import { getOwn } from '../../../model/own.ts'
import type { ViewDocument } from './view-document.ts'

/** The lists of a data view that components are in. */
export type ListName = 'dimensions' | 'metrics'

/** The list that a shared component belongs in. */
export const listFor = (shared: { readonly component: 'dimension' | 'metric' }): ListName =>
  shared.component === 'dimension' ? 'dimensions' : 'metrics'

/** A component as a data view has it: defined there, or a shared one with what is overridden. */
export type AnyComponent = NonNullable<ViewDocument[ListName]>[number]

/** A component of a data view by its list and id. */
export interface ComponentPlace {
  readonly list: ListName
  readonly id: string
}

export const componentId = (component: AnyComponent): string =>
  component.id ?? ('shared' in component ? component.shared : '')

export const listOf = (document: ViewDocument, list: ListName): readonly AnyComponent[] =>
  document[list] ?? []

export const findComponent = (
  document: ViewDocument,
  { list, id }: ComponentPlace,
): AnyComponent | undefined => listOf(document, list).find((each) => componentId(each) === id)

/** A data view's list with another component in the place of one; undefined removes it. */
export const replaceComponent = (
  document: ViewDocument,
  { list, id }: ComponentPlace,
  next: AnyComponent | undefined,
): Partial<ViewDocument> => ({
  [list]: listOf(document, list).flatMap((each) =>
    componentId(each) === id ? (next === undefined ? [] : [next]) : [each],
  ),
})

export const addComponents = (
  document: ViewDocument,
  list: ListName,
  added: readonly AnyComponent[],
): Partial<ViewDocument> => ({ [list]: [...listOf(document, list), ...added] })

/** Components put into a folder, or taken out of theirs (empty): both lists of the data view as they are then. */
export function putInFolder(
  document: ViewDocument,
  places: readonly ComponentPlace[],
  folder: string,
): Partial<ViewDocument> {
  const keys = new Set(places.map(printPlace))
  const move = (list: ListName) =>
    listOf(document, list).map((component) => {
      if (!keys.has(printPlace({ list, id: componentId(component) }))) return component
      const { folder: _, ...rest } = component
      return { ...rest, ...(folder !== '' && { folder }) } as AnyComponent
    })
  return {
    ...(places.some(({ list }) => list === 'dimensions') && { dimensions: move('dimensions') }),
    ...(places.some(({ list }) => list === 'metrics') && { metrics: move('metrics') }),
  } as Partial<ViewDocument>
}

/** How `dimensions:page` is written in an address. */
export const printPlace = ({ list, id }: ComponentPlace): string => `${list}:${id}`

export function readPlace(text: string | undefined): ComponentPlace | undefined {
  const [, list, id] = /^(dimensions|metrics):(.+)$/.exec(text ?? '') ?? []
  return id === undefined ? undefined : { list: list as ListName, id }
}

/** A shared component’s settings, and what the data view overrides of them. */
export const settingsOf = (
  component: AnyComponent,
  shared: Readonly<Record<string, object>>,
): Readonly<Record<string, unknown>> => {
  if (!('shared' in component)) return component
  return { ...getOwn(shared, component.shared), ...component }
}
