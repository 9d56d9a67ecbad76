import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ComponentEntry } from '../../../model/answers/data-views.ts'
import { Card } from '../../components/card.tsx'
import { texts } from '../../texts/index.ts'

interface StandardPanelProps {
  readonly entry: ComponentEntry
}

/** A component that every data view has: it has no settings of its own. */
export const StandardPanel = ({ entry: { id, name, description } }: StandardPanelProps) => (
  <Card title={name}>
    <p className={style({ font: 'ui', margin: 0 })}>{description}</p>
    <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
      {texts.dataViewPage.standardHint(id)}
    </p>
  </Card>
)
