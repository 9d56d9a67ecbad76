import CheckmarkCircle from '@react-spectrum/s2/icons/CheckmarkCircle'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ComponentList } from '../../model/answers/data-views.ts'
import { dimensionGroups, findName, metricGroups } from '../components/component-groups.ts'
import { ComponentPicker } from '../components/component-picker.tsx'
import { texts } from '../texts/index.ts'
import { isMetricRole, printRole } from './roles.ts'

interface RoleRowProps {
  readonly label: string
  readonly components: ComponentList
  /** The component that carries the label. */
  readonly found: string | undefined
  /** The one that was chosen instead; null: none. */
  readonly chosen: string | null
  readonly onChoose: (id: string | null) => void
}

const NONE = '-'
const t = texts.templates

/** What a template needs: the component that was found for it, or a choice. */
export function RoleRow({ label, components, found, chosen, onChoose }: RoleRowProps) {
  const name = printRole(label)
  if (found !== undefined) {
    return (
      <li className={row}>
        <CheckmarkCircle />
        <span className={style({ flexGrow: 1 })}>{name}</span>
        <span className={style({ color: 'neutral-subdued' })} title={t.labelled(label)}>
          {findName(components, found)}
        </span>
      </li>
    )
  }
  const own = isMetricRole(label)
    ? metricGroups(components).filter((group) => group.name !== texts.components.calculatedMetrics)
    : dimensionGroups(components)
  return (
    <li className={row}>
      <ComponentPicker
        label={name}
        groups={[{ name: texts.kinds.nothing, choices: [{ id: NONE, name: t.leftOut }] }, ...own]}
        value={chosen ?? NONE}
        onChange={(id) => onChoose(id === NONE ? null : id)}
      />
    </li>
  )
}

const row = style({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  font: 'ui',
  color: 'neutral',
  '--iconPrimary': { type: 'fill', value: 'positive' },
})
