import { TextField } from '@react-spectrum/s2/TextField'
import { useState } from 'react'
import { proposeId } from '../../../../model/propose-id.ts'
import { wide } from './field-styles.ts'
import type { Hints } from './field-props.ts'

interface IdFieldProps extends Hints {
  readonly value: string
  readonly onChange: (id: string) => void
}

/** An id, which is taken when the field is left or Enter is pressed; made of what is typed. */
export function IdField({ value, onChange, ...hints }: IdFieldProps) {
  const [text, setText] = useState(value)
  const [shown, setShown] = useState(value)
  if (shown !== value) {
    setShown(value)
    setText(value)
  }
  const take = () => {
    const id = proposeId(text) ?? value
    setText(id)
    if (id !== value) onChange(id)
  }
  return (
    <TextField
      {...hints}
      value={text}
      onChange={setText}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
        else event.continuePropagation()
      }}
      styles={wide}
    />
  )
}
