import { parseDate } from '@internationalized/date'
import { DatePicker } from '@react-spectrum/s2/DatePicker'
import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Switch } from '@react-spectrum/s2/Switch'
import { TextField } from '@react-spectrum/s2/TextField'
import { Card } from '../../components/card.tsx'
import { TextListField } from '../../components/text-list-field.tsx'
import { texts } from '../../texts/index.ts'
import type { DraftProps } from './audience-draft.ts'

const DEFAULT_PERCENT = 5

/** What it is called, whose it is, how long it lasts, and who is held back. */
export function AboutCard({ draft }: DraftProps) {
  const { document, change } = draft
  const { owner = '', tags = [], expires } = document
  return (
    <Card title={texts.audiences.about}>
      <div className={fields}>
        <TextField
          label={texts.definition.owner}
          size="S"
          value={owner}
          onChange={(next) => change({ owner: next || undefined })}
          styles={style({ width: 'full' })}
        />
        <TextListField
          label={texts.definition.tags}
          description={texts.definition.tagsHint}
          value={tags}
          onChange={(next) => change({ tags: next.length === 0 ? undefined : [...next] })}
        />
        <DatePicker
          label={texts.audiences.expires}
          description={texts.audiences.expiryHint}
          size="S"
          granularity="day"
          value={expires === undefined ? null : parseDate(expires.slice(0, 10))}
          onChange={(day) => change({ expires: day?.toString() })}
        />
        <HoldOutFields draft={draft} />
        <Switch
          size="S"
          isSelected={document.exitOnEnd !== false}
          onChange={(isOn) => change({ exitOnEnd: isOn ? undefined : false })}
        >
          {texts.audiences.exitOnEnd}
        </Switch>
      </div>
    </Card>
  )
}

function HoldOutFields({ draft: { document, change } }: DraftProps) {
  const { holdOut } = document
  return (
    <>
      <Switch
        size="S"
        isSelected={holdOut !== undefined}
        onChange={(isOn) => change({ holdOut: isOn ? { percent: DEFAULT_PERCENT } : undefined })}
      >
        {texts.audiences.holdOut}
      </Switch>
      {holdOut !== undefined && (
        <NumberField
          label={texts.audiences.holdOutPercent}
          description={texts.audiences.holdOutHint}
          size="S"
          minValue={0.1}
          maxValue={90}
          value={holdOut.percent}
          onChange={(percent) =>
            Number.isFinite(percent) && change({ holdOut: { ...holdOut, percent } })
          }
        />
      )}
      {holdOut !== undefined && (
        <TextField
          label={texts.audiences.holdOutSalt}
          description={texts.audiences.holdOutSaltHint}
          placeholder={document.id}
          size="S"
          maxLength={200}
          value={holdOut.salt ?? ''}
          onChange={(salt) =>
            change({ holdOut: { ...holdOut, salt: salt === '' ? undefined : salt } })
          }
        />
      )}
    </>
  )
}

const fields = style({ display: 'grid', gap: 12, justifyItems: 'start' })
