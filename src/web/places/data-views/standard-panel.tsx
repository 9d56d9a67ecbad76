import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ComponentEntry } from '../../../model/answers/data-views.ts'
import type { FieldUse } from '../../../model/answers/definitions.ts'
import { Card } from '../../components/card.tsx'
import { UsedLabels } from '../../components/field-uses.tsx'
import { texts } from '../../texts/index.ts'

interface StandardPanelProps {
  readonly entry: ComponentEntry
  readonly dataView: string
  /** Labelled fields that it reads. */
  readonly uses: readonly FieldUse[]
}

/** A component that every data view has: it has no settings of its own. */
export const StandardPanel = ({ entry, dataView, uses }: StandardPanelProps) => (
  <Card title={entry.name}>
    <p className={style({ font: 'ui', margin: 0 })}>{entry.description}</p>
    <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
      {texts.dataViewPage.standardHint(entry.id)}
    </p>
    <UsedLabels uses={uses} dataView={dataView} />
  </Card>
)
