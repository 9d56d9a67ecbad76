import { DialogTrigger } from '@react-spectrum/s2/Dialog'
import { Popover } from '@react-spectrum/s2/Popover'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { flushSync } from 'react-dom'
import { texts } from '../../texts/index.ts'
import type { AskedData } from './asked-data.ts'
import { SlotList } from './slot-list.tsx'
import type { Slot } from './slots/slot.ts'

interface SlotButtonProps {
  readonly slot: Slot<unknown>
  readonly value: unknown
  readonly data: AskedData
  readonly onTake: (value: unknown) => void
  readonly onRemove?: (() => void) | undefined
  /** What adds another value stands for no value yet. */
  readonly adds?: { readonly label: string; readonly icon: ReactNode }
}

/** A slot in its sentence: it opens what it can be filled with, and goes on to the next one. */
export function SlotButton({ slot, value, data, onTake, onRemove, adds }: SlotButtonProps) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const words = adds === undefined ? slot.print(value, data) : adds.label
  const done = (act: () => void, by: 1 | -1 | 0) => {
    flushSync(() => setOpen(false))
    act()
    focusSlot(button.current, by)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    done(() => undefined, event.shiftKey ? -1 : 1)
  }
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        ref={button}
        data-slot=""
        aria-label={adds?.label ?? texts.ask.pick(slot.label, words)}
        className={(state) => (adds === undefined ? filled(state) : adding(state))}
        // A button has a typeface of its own; a sentence has one.
        style={{ font: 'inherit' }}
        onKeyDown={(event) => {
          if (onRemove === undefined || !['Delete', 'Backspace'].includes(event.key)) {
            event.continuePropagation()
            return
          }
          focusSlot(button.current, -1)
          onRemove()
        }}
      >
        {adds?.icon ?? words}
      </Button>
      <Popover aria-label={slot.label} padding="none" hideArrow>
        <div className={style({ width: 288, maxWidth: 'full' })} onKeyDownCapture={onKeyDown}>
          <SlotList
            slot={slot}
            value={value}
            data={data}
            onTake={(next) => done(() => onTake(next), adds === undefined ? 1 : 0)}
            onRemove={onRemove && (() => done(onRemove, -1))}
          />
        </div>
      </Popover>
    </DialogTrigger>
  )
}

/** The slot so many behind or before this one, or itself at the ends; the ones that only add are passed over. */
function focusSlot(from: HTMLElement | null, by: 1 | -1 | 0): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-slot]')]
  const at = from === null ? -1 : all.indexOf(from)
  ;(all[at + by] ?? from)?.focus()
}

const filled = style({
  display: 'inline-block',
  textAlign: 'start',
  padding: 0,
  borderXWidth: 0,
  borderTopWidth: 0,
  borderBottomWidth: 2,
  borderStyle: 'solid',
  borderColor: 'blue-600',
  borderRadius: 'sm',
  color: 'blue-1000',
  backgroundColor: { default: 'transparent', isHovered: 'blue-100' },
  cursor: 'pointer',
  outlineWidth: 2,
  outlineOffset: 2,
  outlineColor: 'focus-ring',
  outlineStyle: { default: 'none', isFocusVisible: 'solid' },
})
const adding = style({
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  verticalAlign: 'middle',
  size: 24,
  padding: 0,
  marginStart: 8,
  borderWidth: 0,
  borderRadius: 'full',
  backgroundColor: { default: 'blue-100', isHovered: 'blue-200' },
  '--iconPrimary': { type: 'fill', value: 'blue-1000' },
  cursor: 'pointer',
  outlineWidth: 2,
  outlineColor: 'focus-ring',
  outlineStyle: { default: 'none', isFocusVisible: 'solid' },
})
