import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import type { AudienceStatus } from '../../../model/answers/audiences.ts'
import { Card } from '../../components/card.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { printInstant } from '../../components/figures.ts'
import { TimeZonePicker } from '../../components/time-zone-picker.tsx'
import { texts } from '../../texts/index.ts'
import type { DraftProps } from './audience-draft.ts'
import { kindOfRefresh, type Refresh, type RefreshKind } from './say-refresh.ts'

interface RefreshCardProps extends DraftProps {
  /** The data view's zone. */
  readonly timeZone: string
  readonly status?: AudienceStatus | undefined
}

/** When it is evaluated. */
export function RefreshCard({ draft: { document, change }, timeZone, status }: RefreshCardProps) {
  const { refresh = 'once' } = document
  const kind = kindOfRefresh(refresh)
  const set = (next: Refresh) => change({ refresh: next === 'once' ? undefined : next })
  return (
    <Card title={texts.audiences.refresh}>
      <Controls>
        <ChoicePicker
          label={texts.audiences.refresh}
          value={kind}
          choices={texts.audiences.refreshes}
          onChange={(next) => set(begin(next))}
        />
        <RefreshFields refresh={refresh} timeZone={timeZone} onChange={set} />
      </Controls>
      <p className={words}>{texts.audiences.refreshWords[kind]}</p>
      {document.paused === true && <p className={words}>{texts.audiences.paused}</p>}
      {status !== undefined && status.nextAt !== null && (
        <p className={words}>
          {texts.audiences.nextRun(printInstant(Date.parse(status.nextAt), timeZone))}
        </p>
      )}
    </Card>
  )
}

const begin = (kind: RefreshKind): Refresh => {
  if (kind === 'minutes') return { minutes: 15 }
  return kind === 'cron' ? { cron: '0 6 * * 1' } : kind
}

interface RefreshFieldsProps {
  readonly refresh: Refresh
  readonly timeZone: string
  readonly onChange: (refresh: Refresh) => void
}

function RefreshFields({ refresh, timeZone, onChange }: RefreshFieldsProps) {
  if (typeof refresh === 'string') return null
  if ('minutes' in refresh) {
    return (
      <NumberField
        label={texts.audiences.minutes}
        size="S"
        minValue={1}
        maxValue={525_600}
        step={1}
        value={refresh.minutes}
        onChange={(minutes) => Number.isFinite(minutes) && onChange({ minutes })}
        styles={style({ width: 112 })}
      />
    )
  }
  return (
    <>
      <TextField
        label={texts.audiences.cron}
        size="S"
        value={refresh.cron}
        onChange={(cron) => onChange({ ...refresh, cron })}
        styles={style({ width: 144 })}
      />
      <TimeZonePicker
        label={texts.audiences.timeZone}
        value={refresh.timeZone ?? timeZone}
        onChange={(zone) => onChange({ cron: refresh.cron, timeZone: zone })}
      />
    </>
  )
}

const words = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
