import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Card } from '../../components/card.tsx'
import { SegmentPicker } from '../../components/segment-picker.tsx'
import { texts } from '../../texts/index.ts'
import { joinSegments, splitSegments } from './view-segments.ts'
import { useViewEditing } from './view-context.ts'

const words = texts.dataViewPage

/** The segments that every report on the data view is under. */
export function SegmentCard() {
  const { draft, known } = useViewEditing()
  const { saved, own } = splitSegments(draft.document.segment)
  return (
    <Card title={words.segments}>
      <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
        {words.segmentHint}
      </p>
      <SegmentPicker
        label={words.segments}
        components={known}
        value={saved}
        onChange={(next) => draft.change({ segment: joinSegments(next, own) })}
      />
      {own.length > 0 && (
        <div className={style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 })}>
          <span className={style({ font: 'ui-sm' })}>{words.ownSegments(own.length)}</span>
          <ActionButton size="S" onPress={() => draft.change({ segment: joinSegments(saved, []) })}>
            {words.removeOwn}
          </ActionButton>
        </div>
      )}
    </Card>
  )
}
