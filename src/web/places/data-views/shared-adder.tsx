import { texts } from '../../texts/index.ts'
import { ComponentAdder } from '../../components/component-picker.tsx'
import { addComponents, componentId, listFor, listOf } from './component-list.ts'
import type { ViewEditing } from './view-context.ts'

interface SharedAdderProps {
  readonly editing: ViewEditing
  readonly onAdded: () => void
}

/** Adds a shared component that the data view does not have yet; nothing where there is none. */
export function SharedAdder({ editing, onAdded }: SharedAdderProps) {
  const { draft, shared } = editing
  const free = shared.filter(
    ({ id, component }) =>
      !listOf(draft.document, listFor({ component })).some((each) => componentId(each) === id),
  )
  if (free.length === 0) return null
  const groups = (['dimension', 'metric'] as const)
    .map((kind) => ({
      name: texts.components[listFor({ component: kind })],
      choices: free
        .filter(({ component }) => component === kind)
        .map(({ id, name, settings }) => ({
          id,
          name: settings.name ?? name ?? id,
          folder: settings.folder,
        })),
    }))
    .filter(({ choices }) => choices.length > 0)
  return (
    <ComponentAdder
      label={texts.dataViewPage.sharedComponents}
      placeholder={texts.dataViewPage.useShared}
      groups={groups}
      onAdd={(id) => {
        const found = free.find((each) => each.id === id)
        if (found === undefined) return
        draft.change(addComponents(draft.document, listFor(found), [{ shared: id }]))
        onAdded()
      }}
    />
  )
}
