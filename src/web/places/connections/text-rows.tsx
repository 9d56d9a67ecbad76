import { ActionButton } from '@react-spectrum/s2/ActionButton'
import ChevronUp from '@react-spectrum/s2/icons/ChevronUp'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../../texts/index.ts'
import { PathField } from './path-field.tsx'

interface TextRowsProps {
  readonly label: string
  /** What one of them is called. */
  readonly one: string
  readonly choices: readonly string[]
  readonly value: readonly string[]
  /** Whether the first counts most. */
  readonly isOrdered?: boolean
  readonly onChange: (value: readonly string[]) => void
}

/** Texts one below the other. */
export function TextRows({
  label,
  one,
  choices,
  value,
  isOrdered = false,
  onChange,
}: TextRowsProps) {
  const t = texts.connection
  return (
    <fieldset className={rows}>
      <legend className={style({ font: 'ui-sm', color: 'neutral-subdued', padding: 0 })}>
        {label}
      </legend>
      {value.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text is typed in its place
        <div key={index} className={style({ display: 'flex', alignItems: 'end', gap: 8 })}>
          <PathField
            label={t.nth(one, index + 1)}
            paths={choices}
            value={each}
            onChange={(text) => onChange(value.with(index, text))}
          />
          {isOrdered && (
            <ActionButton
              size="S"
              aria-label={t.raise(t.nth(one, index + 1))}
              isDisabled={index === 0}
              onPress={() => onChange(value.with(index, value[index - 1]!).with(index - 1, each))}
            >
              <ChevronUp />
            </ActionButton>
          )}
          <ActionButton
            size="S"
            aria-label={t.removeOf(t.nth(one, index + 1))}
            onPress={() => onChange(value.toSpliced(index, 1))}
          >
            {t.remove}
          </ActionButton>
        </div>
      ))}
      <div>
        <ActionButton size="S" onPress={() => onChange([...value, ''])}>
          {t.add(one)}
        </ActionButton>
      </div>
    </fieldset>
  )
}

const rows = style({ display: 'grid', gap: 8, borderWidth: 0, padding: 0, margin: 0, minWidth: 0 })
