import { freeId } from '../../../model/propose-id.ts'
import type { SharedComponentDocument } from '../../api/index.ts'
import {
  type AnyComponent,
  addComponents,
  componentId,
  type ComponentPlace,
  listFor,
  listOf,
} from '../data-views/component-list.ts'
import type { ViewDocument } from '../data-views/view-document.ts'

/** What it is called in data views that call it nothing else. */
export const sharedName = ({ id, name, settings }: SharedComponentDocument): string =>
  settings.name ?? name ?? id

/** A component of a data view that is a shared one, with what it overrides. */
type Use = Extract<AnyComponent, { readonly shared: string }>

/** How a data view uses a shared component, as often as it does. */
export const usesIn = (view: ViewDocument, shared: SharedComponentDocument): readonly Use[] =>
  listOf(view, listFor(shared)).filter(
    (each): each is Use => 'shared' in each && each.shared === shared.id,
  )

/** The names of the settings that a data view overrides. */
export const overriddenBy = ({ shared: _, id: __, ...overrides }: Use): readonly string[] =>
  Object.keys(overrides)

interface Tried {
  readonly document: ViewDocument
  readonly place: ComponentPlace
}

/**
 * A data view as it would be with a shared component as it is edited, and where that is in it: written out where it
 * is used, added where it is not.
 */
export function tryShared(view: ViewDocument, shared: SharedComponentDocument): Tried {
  const list = listFor(shared)
  const { name, settings } = shared
  const own = { ...(name !== undefined && { name }), ...settings }
  const uses = usesIn(view, shared)
  if (uses.length === 0) {
    const taken = [...listOf(view, 'dimensions'), ...listOf(view, 'metrics')].map(componentId)
    const id = freeId(shared.id, taken) ?? shared.id
    const added = { ...own, id } as AnyComponent
    return { document: { ...view, ...addComponents(view, list, [added]) }, place: { list, id } }
  }
  const components = listOf(view, list).map((each) => {
    if (!('shared' in each) || each.shared !== shared.id) return each
    const { shared: _, ...overrides } = each
    return { ...own, ...overrides, id: componentId(each) }
  })
  return { document: { ...view, [list]: components }, place: { list, id: componentId(uses[0]!) } }
}

/** The currency that a data view would have to convert amounts into, and has no rate of. */
export function missingRate(view: ViewDocument, { list, id }: ComponentPlace): string | undefined {
  const component = listOf(view, list).find((each) => componentId(each) === id)
  const to = component && 'currency' in component ? component.currency?.to : undefined
  const rates = view.exchangeRates ?? []
  return to === undefined || to === 'USD' || rates.some(({ currency }) => currency === to)
    ? undefined
    : to
}

/** One that is not there yet: of nothing, or as another one is. */
export function beginShared(
  original: SharedComponentDocument | undefined,
): SharedComponentDocument {
  if (original === undefined) {
    return { kind: 'shared-component', id: '', component: 'dimension', settings: {} }
  }
  const { name: _, settings, ...rest } = original
  const { name: __, ...others } = settings
  return { ...rest, id: '', settings: others } as SharedComponentDocument
}
