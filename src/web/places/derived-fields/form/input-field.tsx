import { DialogTrigger } from '@react-spectrum/s2/Dialog'
import { NumberField } from '@react-spectrum/s2/NumberField'
import { Popover } from '@react-spectrum/s2/Popover'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { useId, useState } from 'react'
import { Button } from 'react-aria-components'
import type { Path } from '../../../../model/path.ts'
import { texts } from '../../../texts/index.ts'
import { SearchList } from '../../ask/search-list.tsx'
import { useCard, useProblem } from '../card-context.ts'
import { fixedChoices, type InputChoice, nameInput, narrow } from './inputs.ts'
import type { Setting } from './read-settings.ts'

interface InputFieldProps {
  readonly setting: Pick<Setting, 'label' | 'description' | 'isRequired'>
  readonly value: unknown
  readonly path: Path
  readonly clocks?: readonly string[]
  /** What can be taken besides inputs. */
  readonly others?: readonly InputChoice[]
  readonly isLabelHidden?: boolean
  readonly onChange: (value: unknown) => void
}

/** What a rule reads: a field, another card’s result, a standard dimension, or a value of its own. */
export function InputField({ setting, isLabelHidden = false, ...props }: InputFieldProps) {
  const { value, path, onChange } = props
  const { label, description, isRequired } = setting
  const told = useProblem(path)
  const isChosen = nameInput(useCard().inputs, value) !== undefined
  const problem = told !== undefined && !isChosen ? texts.derivedFields.inputMissing : told
  const hintId = useId()
  const hint = problem ?? description
  return (
    <div className={style({ display: 'grid', gap: 4, minWidth: 0, alignContent: 'start' })}>
      {!isLabelHidden && <span className={caption}>{label}</span>}
      <div className={style({ display: 'flex', flexWrap: 'wrap', gap: 4, minWidth: 0 })}>
        <InputButton
          {...props}
          label={label}
          isOptional={!isRequired}
          isInvalid={problem !== undefined}
          describedBy={hint === undefined ? undefined : hintId}
        />
        <FixedField label={label} value={value} onChange={onChange} />
      </div>
      {(problem !== undefined || (hint !== undefined && !isLabelHidden)) && (
        <span id={hintId} className={hintText({ isWrong: problem !== undefined })}>
          {hint}
        </span>
      )}
    </div>
  )
}

interface FixedFieldProps {
  readonly label: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

/** Where an input is a value of its own: it, to be changed where it stands. */
function FixedField({ label, value, onChange }: FixedFieldProps) {
  const fixed = fixedOf(value)
  if (typeof fixed === 'string') {
    return (
      <TextField
        aria-label={texts.derivedFields.fixedText(label)}
        size="S"
        value={fixed}
        onChange={(text) => onChange({ value: text })}
        styles={style({ width: 176 })}
      />
    )
  }
  if (typeof fixed !== 'number') return null
  return (
    <NumberField
      aria-label={texts.derivedFields.fixedNumber(label)}
      size="S"
      hideStepper
      formatOptions={{ maximumFractionDigits: 20 }}
      value={fixed}
      onChange={(next) => Number.isFinite(next) && onChange({ value: next })}
      styles={style({ width: 104 })}
    />
  )
}

const fixedOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'value' in value ? value.value : undefined

interface InputButtonProps extends Omit<InputFieldProps, 'setting' | 'isLabelHidden' | 'path'> {
  readonly label: string
  readonly isOptional: boolean
  readonly isInvalid: boolean
  readonly describedBy: string | undefined
}

/** Opens what there is to choose from. */
function InputButton(props: InputButtonProps) {
  const { label, value, clocks = [], others = [], isOptional, isInvalid, onChange } = props
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const { inputs } = useCard()
  const fixed = fixedOf(value)
  const isTyped = typeof fixed === 'string' || typeof fixed === 'number'
  const name = nameInput(inputs, value)
  const shown = isTyped ? texts.derivedFields.input.fixed : name
  const leaving =
    isOptional && value !== undefined
      ? [{ name: texts.derivedFields.input.leaveOut, takes: { value: undefined } }]
      : []
  const more = { name: label, choices: [...others, ...leaving] }
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        aria-label={texts.derivedFields.pick(label, name ?? texts.derivedFields.choose)}
        {...(props.describedBy !== undefined && { 'aria-describedby': props.describedBy })}
        className={(state) =>
          chip({ ...state, isInvalid, isUnchosen: shown === undefined, isTyped })
        }
      >
        {isTyped ? '“…”' : (shown ?? texts.derivedFields.choose)}
      </Button>
      <Popover aria-label={label} padding="none" hideArrow>
        <div className={style({ width: 320, maxWidth: 'full' })}>
          <SearchList
            label={label}
            text={text}
            onText={setText}
            groups={[
              ...(more.choices.length > 0 && text === '' ? [more] : []),
              ...narrow(inputs, text),
              fixedChoices(text, clocks),
            ]}
            value={value}
            onChoose={({ takes }) => {
              setOpen(false)
              setText('')
              if ('value' in takes) onChange(takes.value)
            }}
          />
        </div>
      </Popover>
    </DialogTrigger>
  )
}

const caption = style({ font: 'ui-sm', color: 'neutral-subdued' })
const hintText = style({
  font: 'ui-xs',
  color: { default: 'neutral-subdued', isWrong: 'negative' },
  maxWidth: 320,
})
const chip = style({
  font: 'ui-sm',
  color: { default: 'neutral', isUnchosen: 'neutral-subdued' },
  fontWeight: { default: 'medium', isTyped: 'normal' },
  minHeight: 24,
  maxWidth: 280,
  truncate: true,
  paddingX: 8,
  paddingY: 2,
  borderWidth: 1,
  borderStyle: { default: 'solid', isUnchosen: 'dashed' },
  borderColor: { default: 'gray-300', isInvalid: 'negative' },
  borderRadius: 'default',
  backgroundColor: { default: 'layer-2', isHovered: 'gray-100' },
  cursor: 'pointer',
  outlineWidth: 2,
  outlineOffset: 2,
  outlineColor: 'focus-ring',
  outlineStyle: { default: 'none', isFocusVisible: 'solid' },
})
