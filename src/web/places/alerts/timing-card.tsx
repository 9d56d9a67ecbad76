import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Card } from '../../components/card.tsx'
import { texts } from '../../texts/index.ts'
import type { DraftProps } from './alert-draft.ts'

const USUAL = 540

/** How long after its end a period is looked at. */
export const TimingCard = ({ draft: { document, change } }: DraftProps) => (
  <Card title={texts.alerts.timing}>
    <NumberField
      label={texts.alerts.delay}
      description={texts.alerts.delayHint}
      size="S"
      minValue={0}
      maxValue={1440}
      step={1}
      value={document.delayMinutes ?? USUAL}
      onChange={(minutes) =>
        Number.isFinite(minutes) &&
        change({ delayMinutes: minutes === USUAL ? undefined : minutes })
      }
      styles={style({ width: 240 })}
    />
  </Card>
)
