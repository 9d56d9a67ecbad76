import { TextField } from '@react-spectrum/s2/TextField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type ShortDuration, shortDurationText } from '../../../model/duration.ts'
import { texts } from '../../texts/index.ts'
import { printShort } from './edit-connection.ts'

interface DurationFieldProps {
  readonly label: string
  readonly value: ShortDuration
  readonly onChange: (value: string) => void
}

/** A duration in its short spelling. */
export function DurationField({ label, value, onChange }: DurationFieldProps) {
  const text = printShort(value)
  return (
    <TextField
      size="S"
      label={label}
      value={text}
      onChange={onChange}
      isInvalid={!shortDurationText.safeParse(text).success}
      errorMessage={texts.connection.duration}
      styles={style({ width: 112 })}
    />
  )
}
