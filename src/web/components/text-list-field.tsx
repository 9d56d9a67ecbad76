import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { useState } from 'react'

interface TextListFieldProps {
  readonly label: string
  readonly description?: string
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
  readonly isRequired?: boolean
}

const split = (text: string): readonly string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')

/** Several short texts in one line, separated by commas. */
export function TextListField({ label, value, onChange, ...props }: TextListFieldProps) {
  const [text, setText] = useState(value.join(', '))
  const isSame = split(text).join('\n') === value.join('\n')
  return (
    <TextField
      {...props}
      label={label}
      size="S"
      value={isSame ? text : value.join(', ')}
      onChange={(next) => {
        setText(next)
        onChange(split(next))
      }}
      styles={style({ width: 'full' })}
    />
  )
}
