import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { useState } from 'react'
import { Card } from '../../components/card.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { TimeZonePicker } from '../../components/time-zone-picker.tsx'
import { texts } from '../../texts/index.ts'
import { type DraftProps, nameOften, type Often, oftens } from './schedule-draft.ts'

interface WhenCardProps extends DraftProps {
  /** That of the project's data view. */
  readonly timeZone: string
}

/** By which calendar it is sent. */
export function WhenCard({ draft: { document, change }, timeZone }: WhenCardProps) {
  const [isOwn, setOwn] = useState(nameOften(document.cron) === 'cron')
  const often: Often = isOwn ? 'cron' : nameOften(document.cron)
  return (
    <Card title={texts.schedules.when}>
      <Controls>
        <ChoicePicker
          label={texts.schedules.often}
          value={often}
          choices={texts.schedules.oftens}
          onChange={(next) => {
            setOwn(next === 'cron')
            if (next !== 'cron') change({ cron: oftens[next] })
          }}
        />
        {often === 'cron' && (
          <TextField
            label={texts.schedules.cron}
            size="S"
            value={document.cron}
            onChange={(cron) => change({ cron })}
            styles={style({ width: 240 })}
          />
        )}
        <TimeZonePicker
          label={texts.schedules.timeZone}
          value={document.timeZone ?? timeZone}
          onChange={(zone) => change({ timeZone: zone })}
        />
      </Controls>
    </Card>
  )
}
