import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { putVersioned, type SharedComponentDocument } from '../../api/index.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { freeId } from '../../../model/propose-id.ts'
import {
  type AnyComponent,
  componentId,
  type ComponentPlace,
  settingsOf,
} from './component-list.ts'
import { stayNear } from '../../components/stay-near.ts'
import { sharedSettings, useViewEditing } from './view-context.ts'

const words = texts.dataViewPage

interface SharedPartProps {
  readonly place: ComponentPlace
  readonly component: AnyComponent
  readonly onChange: (component: AnyComponent) => void
}

/** Makes a component one that other data views can use, or one of this data view alone again. */
export function SharedPart({ place, component, onChange }: SharedPartProps) {
  const { draft, shared } = useViewEditing()
  const share = useShare(place, component, onChange)
  if ('shared' in component) {
    const makeOwn = () => {
      const { shared: _, ...settings } = settingsOf(component, sharedSettings(shared))
      onChange({ ...settings, id: componentId(component) } as unknown as AnyComponent)
    }
    return (
      <div className={row}>
        <span className={style({ font: 'ui-sm' })}>
          {words.sharedHint(component.shared)}{' '}
          <Link
            to="/components/shared/$id"
            params={{ id: component.shared }}
            search={{ view: draft.document.id }}
            className={style({ color: 'neutral' })}
          >
            {texts.sharedComponents.open}
          </Link>
        </span>
        <ActionButton size="S" onPress={({ target }) => stayNear(target, makeOwn)}>
          {words.makeOwn}
        </ActionButton>
      </div>
    )
  }
  return (
    <>
      <div className={row}>
        <ActionButton size="S" isPending={share.isPending} onPress={() => share.mutate()}>
          {words.share}
        </ActionButton>
        <span className={style({ font: 'ui-xs', color: 'neutral-subdued' })}>
          {words.shareHint}
        </span>
      </div>
      {share.error && <ProblemNotice error={share.error} />}
    </>
  )
}

/** Saves a shared component with the settings of one, which then refers to it. */
function useShare(
  { list }: ComponentPlace,
  component: AnyComponent,
  onChange: SharedPartProps['onChange'],
) {
  const { shared } = useViewEditing()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      const id = componentId(component)
      const free =
        freeId(
          id,
          shared.map((each) => each.id),
        ) ?? id
      await putVersioned(sharedOf(free, list, component), 0)
      await client.invalidateQueries({ queryKey: ['definitions', 'shared-component'] })
      return free === id ? { shared: free } : { shared: free, id }
    },
    onSuccess: onChange,
  })
}

/** The field is said: elsewhere the component may have another id. */
function sharedOf(
  id: string,
  list: ComponentPlace['list'],
  component: AnyComponent,
): SharedComponentDocument {
  const { id: own, ...settings } = component
  return {
    kind: 'shared-component',
    id,
    component: list === 'dimensions' ? 'dimension' : 'metric',
    settings: { ...settings, field: component.field ?? own },
  } as SharedComponentDocument
}

const row = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 })
