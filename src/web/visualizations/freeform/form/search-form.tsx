import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Switch } from '@react-spectrum/s2/Switch'
import Close from '@react-spectrum/s2/icons/Close'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { findName } from '../../../components/component-groups.ts'
import { DelayedSearch } from '../../../components/delayed-search.tsx'
import { texts } from '../../../texts/index.ts'
import type { SettingsProps } from '../../visualization.ts'
import { type FreeformSettings, rowDimensions, type SearchSetting } from '../settings.ts'

const takesNothing = ({ op }: SearchSetting): boolean => op === 'exists' || op === 'not-exists'
const takesList = ({ op }: SearchSetting): boolean => op.endsWith('-any') || op.endsWith('-all')

type Props = SettingsProps<FreeformSettings>

/** Whether a rule is what the search field says. */
const isTyped = (rule: SearchSetting | undefined): boolean =>
  rule?.op === 'contains' &&
  rule.dimension === undefined &&
  rule.match === undefined &&
  !rule.caseSensitive

/** The rule of a text that is typed, which comes first, and all others. */
function splitRules({ search }: FreeformSettings) {
  const count = isTyped(search[0]) ? 1 : 0
  return { typed: search.slice(0, count), others: search.slice(count) }
}

/** Hides rows without a text. */
export function TypedSearch({ settings, onChange }: Props) {
  const { typed, others } = splitRules(settings)
  return (
    <DelayedSearch
      label={texts.freeform.search}
      value={typed[0]?.value ?? ''}
      onChange={(value) => {
        const rule = { op: 'contains', value } as const
        onChange({ ...settings, search: value === '' ? others : [rule, ...others] })
      }}
    />
  )
}

/** Further rules that hide rows. */
export function SearchRules(props: Props) {
  const { settings, onChange } = props
  const { typed, others } = splitRules(settings)
  const put = (next: readonly SearchSetting[]) =>
    onChange({ ...settings, search: [...typed, ...next] })
  return (
    <>
      {others.map((rule, index) => (
        <Rule
          key={index}
          {...props}
          rule={rule}
          onRule={(next) => put(others.with(index, next))}
          onRemove={() => put(others.toSpliced(index, 1))}
        />
      ))}
      <ActionButton size="S" onPress={() => put([...others, { op: 'exists' }])}>
        {texts.freeform.addRule}
      </ActionButton>
    </>
  )
}

interface RuleProps extends SettingsProps<FreeformSettings> {
  readonly rule: SearchSetting
  readonly onRule: (rule: SearchSetting) => void
  readonly onRemove: () => void
}

function Rule({ settings, context, rule, onRule, onRemove }: RuleProps) {
  const dimensions = rowDimensions(settings.rows)
  const names = Object.fromEntries(dimensions.map((id) => [id, findName(context.components, id)]))
  const areSeveral = takesList(rule) || rule.match !== undefined
  const written = areSeveral ? (rule.values ?? []).join(', ') : (rule.value ?? '')
  return (
    <>
      {dimensions.length > 1 && (
        <ChoicePicker
          label={texts.freeform.ofDimension}
          value={rule.dimension ?? dimensions[0]!}
          choices={names}
          onChange={(dimension) => onRule({ ...rule, dimension })}
        />
      )}
      <ChoicePicker
        label={texts.freeform.rule}
        value={rule.op}
        choices={texts.freeform.operators}
        onChange={(op) => onRule(withText({ ...rule, op }, written))}
      />
      {!takesNothing(rule) && !takesList(rule) && (
        <ChoicePicker
          label={texts.freeform.match}
          value={rule.match ?? 'one'}
          choices={texts.freeform.matches}
          onChange={(match) => {
            const { match: _, ...rest } = rule
            onRule(withText(match === 'one' ? rest : { ...rest, match }, written))
          }}
        />
      )}
      {!takesNothing(rule) && (
        <DelayedSearch
          label={areSeveral ? texts.freeform.ruleValues : texts.freeform.ruleValue}
          value={written}
          onChange={(text) => onRule(withText(rule, text))}
        />
      )}
      {!takesNothing(rule) && (
        <Switch
          size="S"
          isSelected={rule.caseSensitive === true}
          onChange={(caseSensitive) => onRule({ ...rule, caseSensitive })}
        >
          {texts.freeform.caseSensitive}
        </Switch>
      )}
      <ActionButton size="S" isQuiet aria-label={texts.freeform.removeRule} onPress={onRemove}>
        <Close />
      </ActionButton>
    </>
  )
}

/** A text as the operator takes it: one, several at commas, or none. */
function withText(rule: SearchSetting, text: string): SearchSetting {
  const { value: _, values: __, match, ...rest } = rule
  if (takesNothing(rule)) return rest
  const isOne = !takesList(rule) && match === undefined
  if (isOne) return { ...rest, value: text }
  const values = text.split(',').map((part) => part.trim())
  const given = values.filter((part) => part !== '')
  return { ...rest, values: given, ...(takesList(rule) || match === undefined ? {} : { match }) }
}
