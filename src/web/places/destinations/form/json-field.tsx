import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextArea } from '@react-spectrum/s2/TextArea'
import { useState } from 'react'
import { texts } from '../../../texts/index.ts'

interface JsonFieldProps {
  readonly label: string
  readonly description?: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

/** A value of any shape; what is no JSON yet is not taken. */
export function JsonField({ label, description, value, onChange }: JsonFieldProps) {
  const [text, setText] = useState(() =>
    value === undefined ? '' : JSON.stringify(value, null, 2),
  )
  const isValid = text.trim() === '' || parse(text) !== undefined
  return (
    <TextArea
      label={label}
      description={[description, texts.destinations.json].filter(Boolean).join('. ')}
      size="S"
      value={text}
      isInvalid={!isValid}
      errorMessage={texts.destinations.notJson}
      onChange={(next) => {
        setText(next)
        if (next.trim() === '') onChange(undefined)
        else if (parse(next) !== undefined) onChange(parse(next))
      }}
      styles={style({ width: 'full', maxWidth: 560 })}
    />
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
