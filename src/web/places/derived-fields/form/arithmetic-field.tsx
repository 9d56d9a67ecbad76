import { ActionButton } from '@react-spectrum/s2/ActionButton'
import Add from '@react-spectrum/s2/icons/Add'
import Close from '@react-spectrum/s2/icons/Close'
import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Text } from '@react-spectrum/s2/Text'
import type { Path } from '../../../../model/path.ts'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { texts } from '../../../texts/index.ts'
import { InputField } from './input-field.tsx'

interface ArithmeticFieldProps {
  readonly label: string
  /** A number, an input, or an operation on such. */
  readonly value: unknown
  readonly path: Path
  readonly onChange: (value: unknown) => void
}

type Operator = keyof typeof texts.derivedFields.operations

interface Operation {
  readonly op: Operator
  readonly args: readonly unknown[]
}

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'op' in value

const unchosen = {}

/** A calculation: numbers with an operation between them, which may be calculations themselves. */
export function ArithmeticField(props: ArithmeticFieldProps) {
  const { label, value, path, onChange } = props
  if (isOperation(value)) return <OperationFields {...props} value={value} />
  if (typeof value === 'number') {
    return (
      <NumberField
        aria-label={label}
        size="S"
        hideStepper
        formatOptions={{ maximumFractionDigits: 20 }}
        value={value}
        onChange={(next) => Number.isFinite(next) && onChange(next)}
        styles={style({ width: 104 })}
      />
    )
  }
  const first = isChosen(value) ? value : unchosen
  return (
    <InputField
      setting={{ label, description: undefined, isRequired: true }}
      isLabelHidden
      value={value}
      path={path}
      others={[
        { name: texts.derivedFields.number, takes: { value: 1 } },
        {
          name: texts.derivedFields.input.calculation,
          takes: { value: { op: '*', args: [first, 1] } },
        },
      ]}
      onChange={onChange}
    />
  )
}

const isChosen = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0

function OperationFields(props: ArithmeticFieldProps & { readonly value: Operation }) {
  const { label, value, path, onChange } = props
  const { op, args } = value
  const write = (next: readonly unknown[]) =>
    onChange(next.length === 1 ? next[0] : { ...value, args: next })
  return (
    <fieldset className={box}>
      <legend className={style({ font: 'ui-sm', color: 'neutral-subdued', padding: 0 })}>
        {label}
      </legend>
      <div className={line}>
        {args.map((arg, at) => (
          // Numbers have nothing of their own but their place.
          <div key={at} className={line}>
            {at > 0 && (
              <ChoicePicker
                label={texts.derivedFields.operation}
                isLabelHidden
                value={op}
                choices={texts.derivedFields.operations}
                onChange={(next) => onChange({ ...value, op: next })}
              />
            )}
            <ArithmeticField
              label={texts.derivedFields.rowOf(texts.derivedFields.number, at + 1)}
              value={arg}
              path={[...path, 'args', at]}
              onChange={(next) => onChange({ ...value, args: args.with(at, next) })}
            />
            {args.length > 1 && (
              <ActionButton
                size="XS"
                isQuiet
                aria-label={`${texts.derivedFields.removeNumber} ${at + 1}`}
                onPress={() => write(args.toSpliced(at, 1))}
              >
                <Close />
              </ActionButton>
            )}
          </div>
        ))}
        <ActionButton size="S" isQuiet onPress={() => write([...args, unchosen])}>
          <Add />
          <Text>{texts.derivedFields.addNumber}</Text>
        </ActionButton>
      </div>
    </fieldset>
  )
}

const box = style({
  margin: 0,
  minWidth: 0,
  padding: 8,
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  borderRadius: 'default',
})
const line = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 4, minWidth: 0 })
