import { createContext, use } from 'react'
import type { ComponentEntry, ComponentList } from '../../../model/answers/data-views.ts'
import type { Draft } from '../definitions/use-draft.ts'
import { getOwn } from '../../../model/own.ts'
import type { SharedComponentDocument } from '../../api/index.ts'
import type { ChoiceGroup } from '../../components/component-groups.ts'
import { texts } from '../../texts/index.ts'
import { componentId, type ListName, listOf, settingsOf } from './component-list.ts'
import type { ViewDocument } from './view-document.ts'

/** What fields and previews of settings have to know of a data view. */
export interface ShownView {
  readonly draft: { readonly document: ViewDocument }
  /** As they were saved: the standard ones and the fields stand here. */
  readonly known: ComponentList
  readonly shared: readonly SharedComponentDocument[]
}

/** What all parts of the page work on. */
export interface ViewEditing extends ShownView {
  readonly draft: Draft<ViewDocument>
}

const Shown = createContext<ShownView | null>(null)
export const ShownViewProvider = Shown.Provider

export function useShownView(): ShownView {
  const shown = use(Shown)
  if (shown === null) throw new Error('no data view is shown here')
  return shown
}

const Editing = createContext<ViewEditing | null>(null)
export const ViewEditingProvider = Editing.Provider

export function useViewEditing(): ViewEditing {
  const editing = use(Editing)
  if (editing === null) throw new Error('no data view is edited here')
  return editing
}

/** Settings of shared components by their ids. */
export const sharedSettings = (
  shared: readonly SharedComponentDocument[],
): Readonly<Record<string, object>> =>
  Object.fromEntries(
    shared.map(({ id, name, settings }) => [id, { ...(name && { name }), ...settings }]),
  )

/** What a component of the draft is called. */
export function nameOf(
  component: Parameters<typeof settingsOf>[0],
  shared: readonly SharedComponentDocument[],
): string {
  const name = getOwn(settingsOf(component, sharedSettings(shared)), 'name')
  return typeof name === 'string' && name !== '' ? name : componentId(component)
}

/** The components of a list as they are now, then the standard ones. */
export function componentGroups(
  { draft, known, shared }: ShownView,
  list: ListName,
): readonly ChoiceGroup[] {
  const ofShared = sharedSettings(shared)
  const own = listOf(draft.document, list).map((component) => ({
    id: componentId(component),
    name: nameOf(component, shared),
    folder: settingsOf(component, ofShared)['folder'] as string | undefined,
  }))
  const { dimensions, metrics, standardDimensions, standardMetrics } = texts.components
  return [
    { name: list === 'dimensions' ? dimensions : metrics, choices: own },
    {
      name: list === 'dimensions' ? standardDimensions : standardMetrics,
      choices: standardOf(known, list),
    },
  ].filter(({ choices }) => choices.length > 0)
}

export const standardOf = (known: ComponentList, list: ListName): readonly ComponentEntry[] =>
  known[list].filter(({ isStandard }) => isStandard)

/** The ids that a new component of a list may not have. */
export const takenIds = ({ draft, known }: ViewEditing, list: ListName): readonly string[] => [
  ...listOf(draft.document, list).map(componentId),
  ...known.dimensions.concat(known.metrics).flatMap((e) => (e.isStandard ? [e.id] : [])),
]

/** Fields and derived fields that a component can read. */
export const listFields = ({ draft, known }: ShownView): readonly FieldChoice[] => [
  ...(draft.document.derivedFields ?? []).map(({ id }) => ({
    path: id,
    type: texts.dataViewPage.derived,
  })),
  ...known.fields,
]

export interface FieldChoice {
  readonly path: string
  readonly type: string
}
