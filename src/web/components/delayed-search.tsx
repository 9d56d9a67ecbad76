import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useState } from 'react'

interface DelayedSearchProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

const delayMs = 250

/** A search that waits until typing pauses; `value` can also change from outside. */
export function DelayedSearch({ label, value, onChange }: DelayedSearchProps) {
  const [draft, setDraft] = useState({ text: value, of: value })
  const text = draft.of === value ? draft.text : value
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text), delayMs)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
  return (
    <SearchField
      label={label}
      size="S"
      value={text}
      onChange={(next) => setDraft({ text: next, of: value })}
      styles={style({ width: 176 })}
    />
  )
}
