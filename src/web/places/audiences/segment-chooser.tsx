import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { SegmentRef } from '../../../model/conditions.ts'
import { ComponentAdder } from '../../components/component-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { nameSegment } from '../../project/name-segment.ts'
import { texts } from '../../texts/index.ts'

interface SegmentChooserProps {
  readonly dataView: string
  readonly components: ComponentList
  readonly value: readonly SegmentRef[]
  readonly onChange: (segments: readonly SegmentRef[]) => void
}

/** Segments by name, found by typing; those that are written out stay until they are taken away. */
export function SegmentChooser(props: SegmentChooserProps) {
  const { dataView, components, value, onChange } = props
  const choices = components.segments.filter(({ id }) => !value.includes(id))
  return (
    <div className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
      <Controls>
        <ComponentAdder
          label={texts.audiences.segments}
          placeholder={texts.components.addSegment}
          groups={[{ name: texts.components.segments, choices }]}
          onAdd={(id) => onChange([...value, id])}
        />
        <Link to="/components/segment" search={{ view: dataView }} className={link}>
          {texts.audiences.newSegment}
        </Link>
      </Controls>
      {value.length > 0 && (
        <TagGroup
          aria-label={texts.audiences.segments}
          size="S"
          items={value.map((segment, id) => ({ id, name: nameSegment(segment, components) }))}
          onRemove={(keys) => onChange(value.filter((_, index) => !keys.has(index)))}
        >
          {({ id, name }) => <Tag id={id}>{name}</Tag>}
        </TagGroup>
      )}
      {value.length === 0 && (
        <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
          {texts.audiences.noSegments}
        </p>
      )}
    </div>
  )
}

const link = style({ font: 'ui', color: 'neutral' })
