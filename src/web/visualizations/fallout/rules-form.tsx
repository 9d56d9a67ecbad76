import { ActionButton } from '@react-spectrum/s2/ActionButton'
import Add from '@react-spectrum/s2/icons/Add'
import Close from '@react-spectrum/s2/icons/Close'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Text } from '@react-spectrum/s2/Text'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { texts } from '../../texts/index.ts'
import { type FalloutRules, proposeRules, sayRules } from './fallout-rules.ts'
import { WindowField } from './window-field.tsx'

const t = texts.fallout

interface RulesFieldsProps<R extends FalloutRules> {
  readonly rules: R
  readonly onChange: (rules: R) => void
}

/** How steps are counted. */
export const RulesFields = <R extends FalloutRules>({ rules, onChange }: RulesFieldsProps<R>) => (
  <Controls>
    <ChoicePicker
      label={t.container}
      value={rules.container}
      choices={texts.containers}
      onChange={(container) => onChange({ ...rules, container })}
    />
    <ChoicePicker
      label={t.entry}
      value={rules.entry}
      choices={t.entries}
      onChange={(entry) => onChange({ ...rules, entry })}
    />
    <ChoicePicker
      label={t.order}
      value={rules.order}
      choices={t.orders}
      onChange={(order) => onChange({ ...rules, order })}
    />
    <WindowField value={rules.window} onChange={(window) => onChange({ ...rules, window })} />
  </Controls>
)

interface OtherRulesProps {
  readonly own: FalloutRules
  readonly others: readonly FalloutRules[]
  readonly onChange: (others: readonly FalloutRules[]) => void
}

/** The same steps by other rules, side by side. */
export function OtherRules({ own, others, onChange }: OtherRulesProps) {
  const next = proposeRules(own, others)
  return (
    <>
      {others.map((rules, k) => {
        const name = sayRules(rules)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no other name
          <fieldset key={k} className={group}>
            <legend className={head}>
              {name}
              <ActionButton
                size="XS"
                isQuiet
                aria-label={t.removeRules(name)}
                onPress={() => onChange(others.toSpliced(k, 1))}
              >
                <Close />
              </ActionButton>
            </legend>
            <RulesFields rules={rules} onChange={(changed) => onChange(others.with(k, changed))} />
          </fieldset>
        )
      })}
      {next !== null && (
        <div>
          <ActionButton size="S" onPress={() => onChange([...others, next])}>
            <Add />
            <Text>{t.compareRules}</Text>
          </ActionButton>
        </div>
      )}
    </>
  )
}

const group = style({
  display: 'grid',
  gap: 8,
  minWidth: 0,
  margin: 0,
  padding: 12,
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  borderRadius: 'lg',
})
const head = style({
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  font: 'ui-sm',
  color: 'neutral',
})
