import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { Controls } from '../../../components/controls.tsx'
import { stayNear } from '../../../components/stay-near.ts'
import { texts } from '../../../texts/index.ts'

interface RuleRowsProps<T> {
  /** What one of them is called. */
  readonly one: string
  readonly nth: (place: number) => string
  readonly rows: readonly T[]
  /** What a new one begins with. */
  readonly begin: T
  readonly onChange: (rows: readonly T[]) => void
  /** The fields of one. */
  readonly children: (row: T, onChange: (row: T) => void) => ReactNode
}

/** Rules one below the other, each in fields side by side. */
export function RuleRows<T>(props: RuleRowsProps<T>) {
  const { one, nth, rows, begin, onChange, children } = props
  return (
    <>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule is typed in its place
        <div key={index} role="group" aria-label={nth(index + 1)}>
          <Controls>
            {children(row, (next) => onChange(rows.with(index, next)))}
            <ActionButton
              size="S"
              isQuiet
              aria-label={texts.connection.removeOf(nth(index + 1))}
              onPress={({ target }) => stayNear(target, () => onChange(rows.toSpliced(index, 1)))}
            >
              ✕
            </ActionButton>
          </Controls>
        </div>
      ))}
      <ActionButton
        size="S"
        styles={style({ justifySelf: 'start' })}
        onPress={() => onChange([...rows, begin])}
      >
        {texts.connection.add(one)}
      </ActionButton>
    </>
  )
}
