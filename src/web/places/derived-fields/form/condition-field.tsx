import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { ActionMenu } from '@react-spectrum/s2/ActionMenu'
import { MenuItem, Text } from '@react-spectrum/s2/Menu'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { InputTest, RuleCondition } from '../../../../model/derived-field.ts'
import { getOwn } from '../../../../model/own.ts'
import type { Path } from '../../../../model/path.ts'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { texts } from '../../../texts/index.ts'
import { addBeside, groupOf, type GroupKey, newTest, toGroup, withoutPart } from './conditions.ts'
import { TestFields } from './test-fields.tsx'

interface ConditionFieldProps {
  readonly condition: RuleCondition
  readonly path: Path
  readonly onChange: (condition: RuleCondition) => void
  /** Takes it out of the group that it is in. */
  readonly onRemove?: () => void
}

const anotherTest = newTest as RuleCondition

/** A condition with everything inside it. */
export function ConditionField(props: ConditionFieldProps) {
  const { condition, path, onChange } = props
  const group = groupOf(condition)
  if (group !== undefined) return <Group {...props} joint={group.key} parts={group.parts} />
  if ('not' in condition) {
    return (
      <div className={line}>
        <span className={word}>{texts.derivedFields.not}</span>
        <ConditionField
          condition={condition.not}
          path={[...path, 'not']}
          onChange={(not) => onChange({ not })}
        />
        <ConditionMenu {...props} />
      </div>
    )
  }
  const test = condition as InputTest
  return (
    <div className={line}>
      <TestFields test={test} path={path} onChange={(next) => onChange(next as RuleCondition)} />
      <ConditionMenu {...props} />
    </div>
  )
}

type GroupProps = ConditionFieldProps & {
  readonly joint: GroupKey
  readonly parts: readonly RuleCondition[]
}

function Group({ joint, parts, ...props }: GroupProps) {
  const { path, onChange } = props
  return (
    <div className={box}>
      <div className={line}>
        <ChoicePicker
          label={texts.derivedFields.joined}
          isLabelHidden
          value={joint}
          choices={{ and: texts.derivedFields.all, or: texts.derivedFields.any }}
          onChange={(next) => onChange(toGroup(next, parts))}
        />
        <ConditionMenu {...props} />
      </div>
      {parts.map((part, at) => (
        <ConditionField
          // Conditions have nothing of their own but their place.
          key={at}
          condition={part}
          path={[...path, joint, at]}
          onChange={(next) => onChange(toGroup(joint, parts.with(at, next)))}
          onRemove={() => onChange(withoutPart(joint, parts, at))}
        />
      ))}
      <ActionButton
        size="XS"
        isQuiet
        onPress={() => onChange(toGroup(joint, [...parts, anotherTest]))}
      >
        {texts.derivedFields.addTo[joint]}
      </ActionButton>
    </div>
  )
}

/** What can be done with a condition. */
function ConditionMenu({ condition, onChange, onRemove }: ConditionFieldProps) {
  const { conditionMenu: names } = texts.derivedFields
  const commands: Readonly<Record<string, { readonly name: string; readonly run: () => void }>> = {
    beside: { name: names.beside, run: () => onChange(addBeside(condition, anotherTest)) },
    and: { name: names.group.and, run: () => onChange({ and: [condition, anotherTest] }) },
    or: { name: names.group.or, run: () => onChange({ or: [condition, anotherTest] }) },
    ...('not' in condition
      ? { unNot: { name: names.unNot, run: () => onChange(condition.not) } }
      : { not: { name: names.not, run: () => onChange({ not: condition }) } }),
    ...(onRemove && { remove: { name: names.remove, run: onRemove } }),
  }
  return (
    <ActionMenu
      isQuiet
      size="XS"
      aria-label={texts.derivedFields.moreOf(texts.derivedFields.when)}
      onAction={(key) => getOwn(commands, String(key))?.run()}
    >
      {Object.entries(commands).map(([id, { name }]) => (
        <MenuItem key={id} id={id} textValue={name}>
          <Text slot="label">{name}</Text>
        </MenuItem>
      ))}
    </ActionMenu>
  )
}

const line = style({ display: 'flex', alignItems: 'start', gap: 4, minWidth: 0 })
const box = style({
  display: 'grid',
  justifyItems: 'start',
  gap: 4,
  minWidth: 0,
  paddingStart: 8,
  borderStartWidth: 2,
  borderEndWidth: 0,
  borderYWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-300',
})
const word = style({ font: 'ui-sm', color: 'neutral-subdued', paddingTop: 4 })
