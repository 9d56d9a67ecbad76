import { Button } from '@react-spectrum/s2/Button'
import { getOwn } from '../../../model/own.ts'
import { Card } from '../../components/card.tsx'
import { UsedLabels } from '../../components/field-uses.tsx'
import { texts } from '../../texts/index.ts'
import {
  type AnyComponent,
  componentId,
  type ComponentPlace,
  replaceComponent,
} from './component-list.ts'
import { SettingSections } from './setting-sections.tsx'
import { SharedPart } from './shared-part.tsx'
import { stayNear } from '../../components/stay-near.ts'
import { useViewLabels } from './use-view-labels.ts'
import { nameOf, sharedSettings, useViewEditing } from './view-context.ts'

const words = texts.dataViewPage

interface ComponentPanelProps {
  readonly place: ComponentPlace
  readonly component: AnyComponent
  /** Shows another one, or the same under its new id. */
  readonly onShow: (place: ComponentPlace | undefined) => void
}

/** Every setting of a component, in sections; those that say something are open. */
export function ComponentPanel({ place, component, onShow }: ComponentPanelProps) {
  const editing = useViewEditing()
  const { draft, shared } = editing
  const uses = useViewLabels(editing)(place)
  const write = (next: AnyComponent) => {
    draft.change(replaceComponent(draft.document, place, next))
    const named = componentId(next)
    if (named !== place.id) onShow({ ...place, id: named })
  }
  const inherited =
    'shared' in component
      ? getOwn(sharedSettings(shared), component.shared)
      : { field: component.id }
  return (
    <Card
      title={words.kinds[place.list](nameOf(component, shared))}
      actions={
        <Button
          size="S"
          variant="secondary"
          onPress={({ target }) =>
            stayNear(target, () => {
              draft.change(replaceComponent(draft.document, place, undefined))
              onShow(undefined)
            })
          }
        >
          {words.remove}
        </Button>
      }
    >
      <UsedLabels uses={uses} dataView={draft.document.id} />
      <SharedPart place={place} component={component} onChange={write} />
      <SettingSections
        list={place.list}
        value={component}
        inherited={inherited}
        onChange={(next) => write(next as unknown as AnyComponent)}
      />
    </Card>
  )
}
