import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextArea } from '@react-spectrum/s2/TextArea'
import { useState } from 'react'
import { texts } from '../../../texts/index.ts'
import { parsePairs, printPairs } from './pairs.ts'

interface PairsFieldProps {
  readonly label: string
  readonly description?: string
  readonly value: unknown
  readonly onChange: (value: Readonly<Record<string, string>> | undefined) => void
}

/** Texts by name, one on each line. */
export function PairsField({ label, description, value, onChange }: PairsFieldProps) {
  const [text, setText] = useState(() => printPairs(value))
  const isSame = printPairs(parsePairs(text)) === printPairs(value)
  return (
    <TextArea
      label={label}
      description={[description, texts.destinations.pairs].filter(Boolean).join('. ')}
      size="S"
      value={isSame ? text : printPairs(value)}
      onChange={(next) => {
        setText(next)
        const pairs = parsePairs(next)
        onChange(Object.keys(pairs).length === 0 ? undefined : pairs)
      }}
      styles={style({ width: 'full', maxWidth: 560 })}
    />
  )
}
