import { Button } from '@react-spectrum/s2/Button'
import { Disclosure, DisclosurePanel, DisclosureTitle } from '@react-spectrum/s2/Disclosure'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
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
import { SettingFields } from './fields/setting-fields.tsx'
import { readKey } from './forms/edit-object.ts'
import { sections } from './forms/sections.ts'
import type { Form } from './forms/setting.ts'
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
      {Object.entries(sections[place.list]).map(([title, form], index) => (
        <Section
          key={title}
          title={title}
          form={form}
          isOpen={index === 0}
          value={component}
          inherited={inherited}
          onChange={(next) => write(next as unknown as AnyComponent)}
        />
      ))}
    </Card>
  )
}

interface SectionProps {
  readonly title: string
  readonly form: Form
  readonly isOpen: boolean
  readonly value: AnyComponent
  readonly inherited: object | undefined
  readonly onChange: (value: Readonly<Record<string, unknown>>) => void
}

function Section({ title, form, isOpen, value, inherited, onChange }: SectionProps) {
  const count = Object.keys(form).filter((key) => readKey(value, key) !== undefined).length
  return (
    <Disclosure size="S" density="compact" defaultExpanded={isOpen || count > 0}>
      <DisclosureTitle level={3}>
        {isOpen || count === 0 ? title : words.sectionSet(title, count)}
      </DisclosureTitle>
      <DisclosurePanel>
        <div className={style({ paddingY: 8 })}>
          <SettingFields
            form={form}
            value={value}
            {...(inherited !== undefined && { inherited })}
            onChange={onChange}
          />
        </div>
      </DisclosurePanel>
    </Disclosure>
  )
}
