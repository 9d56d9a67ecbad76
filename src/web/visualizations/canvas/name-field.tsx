import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useRef, useState } from 'react'

interface NameFieldProps {
  readonly label: string
  readonly value: string
  /** What was typed when it was left or entered; null where Escape took it back. */
  readonly onDone: (value: string | null) => void
}

/** A name that is being changed where it stands. */
export function NameField({ label, value, onDone }: NameFieldProps) {
  const [typed, setTyped] = useState(value)
  const field = useRef<HTMLInputElement>(null)
  const isDone = useRef(false)
  useEffect(() => {
    // The menu that it was opened from gives its focus back first.
    const frame = requestAnimationFrame(() => field.current?.select())
    return () => cancelAnimationFrame(frame)
  }, [])
  const end = (next: string | null) => {
    if (isDone.current) return
    isDone.current = true
    onDone(next)
  }
  return (
    <input
      ref={field}
      aria-label={label}
      value={typed}
      maxLength={200}
      className={`nodrag ${input}`}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => end(typed.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') end(typed.trim())
        if (event.key === 'Escape') end(null)
        event.stopPropagation()
      }}
    />
  )
}

const input = style({
  font: 'ui-sm',
  fontWeight: 'bold',
  color: 'neutral',
  boxSizing: 'border-box',
  flexGrow: 1,
  minWidth: 0,
  height: 32,
  backgroundColor: 'layer-2',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-500',
  borderRadius: 'sm',
})
