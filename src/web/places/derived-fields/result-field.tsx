import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { useState } from 'react'
import { id as ruleId } from '../../../model/ids.ts'
import { texts } from '../../texts/index.ts'

interface ResultFieldProps {
  readonly id: string | undefined
  readonly taken: readonly string[]
  readonly onChange: (id: string | undefined) => void
}

/** What cards below call a card’s result; what is no name yet is not taken. */
export function ResultField({ id, taken, onChange }: ResultFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? id ?? ''
  const isWrong = text !== '' && !isName(text, taken)
  return (
    <TextField
      aria-label={texts.derivedFields.result}
      placeholder={texts.derivedFields.result}
      size="S"
      value={text}
      isInvalid={isWrong}
      errorMessage={texts.derivedFields.resultWrong}
      onChange={(next) => {
        const isTaken = next === '' || isName(next, taken)
        setTyped(isTaken ? null : next)
        if (isTaken) onChange(next === '' ? undefined : next)
      }}
      onBlur={() => setTyped(null)}
      styles={style({ width: 160 })}
    />
  )
}

const isName = (text: string, taken: readonly string[]): boolean =>
  ruleId.safeParse(text).success && !taken.includes(text)
