import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { nameTouch } from '../parts/touch-words.ts'
import type { TouchSetting } from '../read-settings.ts'
import type { PanelContext } from '../visualization.ts'
import { TouchField } from './touch-field.tsx'

interface TouchesFieldProps {
  readonly label: string
  readonly context: PanelContext
  readonly value: readonly TouchSetting[]
  readonly onChange: (touches: readonly TouchSetting[]) => void
  readonly most: number
}

/** Several events, each at most once. */
export function TouchesField({ label, context, value, onChange, most }: TouchesFieldProps) {
  const keyOf = (touch: TouchSetting) => JSON.stringify(touch)
  return (
    <div className={style({ display: 'grid', gap: 8 })}>
      {value.length < most && (
        <TouchField
          label={label}
          context={context}
          value={null}
          onChange={(touch) =>
            onChange(value.some((each) => keyOf(each) === keyOf(touch)) ? value : [...value, touch])
          }
        />
      )}
      {value.length > 0 && (
        <TagGroup
          aria-label={label}
          size="S"
          items={value.map((touch) => ({
            id: keyOf(touch),
            name: nameTouch(touch, context.components),
          }))}
          onRemove={(keys) => onChange(value.filter((touch) => !keys.has(keyOf(touch))))}
        >
          {({ id, name }) => <Tag id={id}>{name}</Tag>}
        </TagGroup>
      )}
    </div>
  )
}
