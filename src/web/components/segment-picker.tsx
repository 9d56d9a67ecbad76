import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ComponentList } from '../../model/answers/data-views.ts'
import { texts } from '../texts/index.ts'
import { findName } from './component-groups.ts'
import { ComponentAdder } from './component-picker.tsx'

interface SegmentPickerProps {
  readonly label: string
  readonly components: ComponentList
  readonly value: readonly string[]
  readonly onChange: (segments: readonly string[]) => void
}

/** Chooses any number of segments. */
export function SegmentPicker({ label, components, value, onChange }: SegmentPickerProps) {
  const choices = components.segments.filter(({ id }) => !value.includes(id))
  return (
    <div className={style({ display: 'flex', alignItems: 'end', gap: 8, flexWrap: 'wrap' })}>
      {choices.length > 0 && (
        <ComponentAdder
          label={label}
          placeholder={texts.components.addSegment}
          groups={[{ name: texts.components.segments, choices }]}
          onAdd={(id) => onChange([...value, id])}
        />
      )}
      {value.length > 0 && (
        <TagGroup
          aria-label={label}
          size="S"
          items={value.map((id) => ({ id, name: findName(components, id) }))}
          onRemove={(keys) => onChange(value.filter((id) => !keys.has(id)))}
        >
          {({ id, name }) => <Tag id={id}>{name}</Tag>}
        </TagGroup>
      )}
    </div>
  )
}
