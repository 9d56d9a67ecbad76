import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'

interface TitleFieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder: string
  readonly size: 'S' | 'M' | 'L'
  readonly onChange: (value: string) => void
}

const LONGEST_NAME = 500

/** A title that is edited where it stands; Escape takes back what was typed since it was entered. */
export function TitleField({ label, value, placeholder, size, onChange }: TitleFieldProps) {
  const [entered, setEntered] = useState(value)
  return (
    <input
      aria-label={label}
      value={value}
      placeholder={placeholder}
      maxLength={LONGEST_NAME}
      className={title({ size })}
      onFocus={() => setEntered(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && value !== entered) onChange(entered)
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
      }}
      // As wide as its text, where the browser knows how.
      style={{ fieldSizing: 'content' } as object}
    />
  )
}

const title = style({
  font: { default: 'ui', size: { S: 'ui', M: 'title', L: 'title' } },
  fontWeight: 'bold',
  color: { default: 'neutral', '::placeholder': 'neutral-subdued' },
  backgroundColor: { default: 'transparent', ':hover': 'gray-100', ':focus': 'layer-2' },
  borderWidth: 0,
  borderRadius: 'sm',
  paddingX: 4,
  paddingY: 2,
  marginX: 0,
  minWidth: 64,
  maxWidth: 'full',
  textOverflow: 'ellipsis',
  outlineStyle: { default: 'none', ':focus': 'solid' },
  outlineWidth: 2,
  outlineColor: 'focus-ring',
  outlineOffset: -1,
})
