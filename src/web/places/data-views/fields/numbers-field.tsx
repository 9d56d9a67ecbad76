import { TextField } from '@react-spectrum/s2/TextField'
import { useState } from 'react'
import { texts } from '../../../texts/index.ts'
import { printNumbers, readNumbers } from '../forms/typed-texts.ts'
import { wide } from './field-styles.ts'
import type { Hints } from './field-props.ts'

interface NumbersFieldProps extends Hints {
  readonly value: readonly number[]
  readonly isRequired: boolean
  readonly onChange: (numbers: readonly number[] | undefined) => void
}

/** Numbers in one line; what is none is said, and not taken. */
export function NumbersField({ value, isRequired, onChange, ...hints }: NumbersFieldProps) {
  const [text, setText] = useState(printNumbers(value))
  const read = readNumbers(text)
  const isSame = read === undefined || printNumbers(read) === printNumbers(value)
  return (
    <TextField
      {...hints}
      value={isSame ? text : printNumbers(value)}
      isInvalid={read === undefined}
      errorMessage={texts.dataViewPage.noNumbers}
      onChange={(next) => {
        setText(next)
        const numbers = readNumbers(next)
        if (numbers === undefined) return
        if (numbers.length > 0) onChange(numbers)
        else if (!isRequired) onChange(undefined)
      }}
      styles={wide}
    />
  )
}
