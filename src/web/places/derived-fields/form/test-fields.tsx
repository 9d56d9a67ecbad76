import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ToggleButton } from '@react-spectrum/s2/ToggleButton'
import type { OperatorName } from '../../../../model/operators.ts'
import type { Path } from '../../../../model/path.ts'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { texts } from '../../../texts/index.ts'
import { useCard, useProblem } from '../card-context.ts'
import { type DraftTest, withOperator } from './conditions.ts'
import { FieldHint } from './field-hint.tsx'
import { InputField } from './input-field.tsx'
import { nameInput } from './inputs.ts'
import { OperandField } from './operand-field.tsx'

interface TestFieldsProps {
  readonly test: DraftTest
  readonly path: Path
  readonly onChange: (test: DraftTest) => void
}

/** A test of one value: what is tested, how, and against what. */
export function TestFields({ test, path, onChange }: TestFieldsProps) {
  const { inputs, typeOf } = useCard()
  const { input, op, value, caseSensitive = true } = test
  const name = nameInput(inputs, input) ?? texts.derivedFields.when
  const problem = useProblem([...path, 'value']) ?? useProblem([...path, 'op'])
  const own = useProblem(path, true)
  return (
    <div className={style({ display: 'grid', gap: 4, minWidth: 0 })}>
      <div className={style({ display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: 4 })}>
        <InputField
          setting={{ label: texts.derivedFields.where, description: undefined, isRequired: true }}
          isLabelHidden
          value={input}
          path={[...path, 'input']}
          onChange={(next) => onChange({ ...test, input: next })}
        />
        <ChoicePicker
          label={texts.derivedFields.operator(name)}
          isLabelHidden
          value={op}
          choices={operatorsFor(typeOf(input), op)}
          onChange={(next) => onChange(withOperator(test, next))}
        />
        {value !== undefined && (
          <OperandField
            name={name}
            value={value}
            isNumeric={isComparison(op)}
            isInvalid={problem !== undefined}
            items={input}
            onChange={(next) => onChange({ ...test, value: next })}
          />
        )}
        {value !== undefined && !isComparison(op) && (
          <ToggleButton
            size="S"
            isQuiet
            isSelected={!caseSensitive}
            aria-label={texts.derivedFields.ignoreCaseOf(name)}
            onChange={(isIgnored) => {
              const { caseSensitive: _, ...rest } = test
              onChange(isIgnored ? { ...rest, caseSensitive: false } : rest)
            }}
          >
            {texts.derivedFields.ignoreCase}
          </ToggleButton>
        )}
      </div>
      <FieldHint problem={problem ?? own} />
    </div>
  )
}

const isComparison = (op: string): boolean => Object.hasOwn(texts.builder.comparisons, op)

/** Numbers and instants are compared; the operator that is there stays among the choices. */
function operatorsFor(type: string | undefined, op: OperatorName) {
  const all = texts.builder.operators
  if (type !== 'number' && type !== 'timestamp') return all
  const fitting = {
    ...texts.builder.comparisons,
    exists: all.exists,
    'not-exists': all['not-exists'],
  }
  return { ...(Object.hasOwn(fitting, op) ? {} : { [op]: all[op] }), ...fitting }
}
