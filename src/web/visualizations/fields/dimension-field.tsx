import { dimensionGroups } from '../../components/component-groups.ts'
import { ComponentPicker } from '../../components/component-picker.tsx'
import { texts } from '../../texts/index.ts'
import type { PanelContext } from '../visualization.ts'

interface DimensionFieldProps {
  readonly label?: string
  readonly context: PanelContext
  readonly value: string
  readonly onChange: (dimension: string) => void
}

export const DimensionField = ({
  label = texts.components.dimension,
  context,
  value,
  onChange,
}: DimensionFieldProps) => (
  <ComponentPicker
    label={label}
    groups={dimensionGroups(context.components)}
    value={value}
    onChange={onChange}
  />
)

interface OptionalDimensionFieldProps extends Omit<DimensionFieldProps, 'value' | 'onChange'> {
  readonly label: string
  /** null: none. */
  readonly value: string | null
  readonly onChange: (dimension: string | null) => void
}

const NONE = '-'

/** A dimension, or none. */
export const OptionalDimensionField = ({
  label,
  context,
  value,
  onChange,
}: OptionalDimensionFieldProps) => (
  <ComponentPicker
    label={label}
    groups={[
      { name: texts.kinds.nothing, choices: [{ id: NONE, name: texts.kinds.none }] },
      ...dimensionGroups(context.components),
    ]}
    value={value ?? NONE}
    onChange={(id) => onChange(id === NONE ? null : id)}
  />
)
