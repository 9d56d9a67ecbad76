import { parseDate } from '@internationalized/date'
import { DatePicker } from '@react-spectrum/s2/DatePicker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { Card } from '../../components/card.tsx'
import { TextListField } from '../../components/text-list-field.tsx'
import { texts } from '../../texts/index.ts'

interface About {
  readonly owner?: string | undefined
  readonly tags?: string[] | undefined
  readonly expires?: string | undefined
}

interface AboutCardProps {
  readonly draft: {
    readonly document: About
    readonly change: (part: About) => void
  }
}

/** Whose it is, and how long it lasts. */
export function AboutCard({ draft: { document, change } }: AboutCardProps) {
  const { owner = '', tags = [], expires } = document
  return (
    <Card title={texts.notices.about}>
      <div className={style({ display: 'grid', gap: 12, justifyItems: 'start' })}>
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
          label={texts.notices.expires}
          description={texts.notices.expiryHint}
          size="S"
          granularity="day"
          value={expires === undefined ? null : parseDate(expires.slice(0, 10))}
          onChange={(day) => change({ expires: day?.toString() })}
        />
      </div>
    </Card>
  )
}
