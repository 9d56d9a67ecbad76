import type { FieldUse } from '../../../model/answers/definitions.ts'
import { useLabelled } from '../../components/use-labelled.ts'
import { type ComponentPlace, findComponent, settingsOf } from './component-list.ts'
import { sharedSettings, type ViewEditing } from './view-context.ts'

/**
 * What components of a data view read of labelled fields. One that was not saved since it has another field is known
 * by its field alone.
 */
export function useViewLabels({ draft, shared, known }: ViewEditing) {
  const usesOf = useLabelled(draft.document.id)
  return (place: ComponentPlace): readonly FieldUse[] => {
    const kind = place.list === 'dimensions' ? 'dimension' : 'metric'
    const component = findComponent(draft.document, place)
    if (component === undefined) return usesOf(kind, place.id)
    const { field = place.id } = settingsOf(component, sharedSettings(shared))
    const saved = known[place.list].find(({ id }) => id === place.id)
    const isSame = saved !== undefined && (saved.field ?? saved.id) === field
    return isSame ? usesOf(kind, place.id) : usesOf('field', String(field))
  }
}
