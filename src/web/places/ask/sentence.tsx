import Add from '@react-spectrum/s2/icons/Add'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Fragment } from 'react'
import { getOwn } from '../../../model/own.ts'
import type { Stored } from '../../visualizations/index.ts'
import type { AskedData } from './asked-data.ts'
import { isMany, type Question } from './question.ts'
import { SlotButton } from './slot-button.tsx'
import type { ManySlot } from './slots/slot.ts'

interface SentenceProps extends Pick<Question, 'parts' | 'slots'> {
  readonly values: Stored
  readonly data: AskedData
  readonly onChange: (values: Stored) => void
  /** Stands below the question, and is smaller. */
  readonly isAside?: boolean
}

/** A sentence that reads as one, with slots that can be filled otherwise. */
export function Sentence({ parts, slots, values, data, onChange, isAside = false }: SentenceProps) {
  return (
    <p className={sentence({ isAside })}>
      {parts.map((part) => {
        if ('words' in part) return <Fragment key={part.words}>{part.words}</Fragment>
        const slot = getOwn(slots, part.slot)
        if (slot === undefined) return null
        const value = getOwn(values, part.slot)
        const set = (next: unknown) => onChange({ [part.slot]: next })
        if (isMany(slot)) {
          const many = value as readonly unknown[]
          return <Many key={part.slot} slot={slot} values={many} data={data} onChange={set} />
        }
        return <SlotButton key={part.slot} slot={slot} value={value} data={data} onTake={set} />
      })}
    </p>
  )
}

interface ManyProps {
  readonly slot: ManySlot<unknown>
  readonly values: readonly unknown[]
  readonly data: AskedData
  readonly onChange: (values: readonly unknown[]) => void
}

/** Several values with words between them, and what adds another one. */
function Many({ slot, values, data, onChange }: ManyProps) {
  const { each, between, add, least, most } = slot
  return (
    <>
      {values.map((value, k) => (
        // Values may be the same twice: their place is what they are known by.
        <Fragment key={k}>
          {k > 0 && between}
          <SlotButton
            slot={each}
            value={value}
            data={data}
            onTake={(next) => onChange(values.with(k, next))}
            {...(values.length > least && { onRemove: () => onChange(values.toSpliced(k, 1)) })}
          />
        </Fragment>
      ))}
      {values.length < most && (
        <SlotButton
          slot={each}
          value={undefined}
          data={data}
          onTake={(next) => onChange([...values, next])}
          adds={{ label: add, icon: <Add /> }}
        />
      )}
    </>
  )
}

const sentence = style({
  font: { default: 'title-2xl', isAside: 'body' },
  fontWeight: 'normal',
  lineHeight: { default: '[1.6]', isAside: '[1.8]' },
  color: { default: 'neutral', isAside: 'neutral-subdued' },
  margin: 0,
  textWrap: 'pretty',
})
