import { Button } from '@react-spectrum/s2/Button'
import { TextField } from '@react-spectrum/s2/TextField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'

interface TextActionProps {
  readonly label: string
  /** The button’s text. */
  readonly action: string
  readonly maxLength: number
  readonly isPending: boolean
  readonly onRun: (text: string) => void
}

/** A text, and a button that does something with it. */
export function TextAction({ label, action, maxLength, isPending, onRun }: TextActionProps) {
  const [text, setText] = useState('')
  const trimmed = text.trim()
  return (
    <form
      className={style({ display: 'flex', gap: 8, alignItems: 'center' })}
      onSubmit={(event) => {
        event.preventDefault()
        if (trimmed === '') return
        onRun(trimmed)
        setText('')
      }}
    >
      <TextField
        size="S"
        aria-label={label}
        placeholder={label}
        maxLength={maxLength}
        value={text}
        onChange={setText}
        styles={style({ width: 144 })}
      />
      <Button
        size="S"
        variant="secondary"
        type="submit"
        isDisabled={trimmed === ''}
        isPending={isPending}
      >
        {action}
      </Button>
    </form>
  )
}
