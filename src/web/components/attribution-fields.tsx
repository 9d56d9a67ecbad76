import { NumberField } from '@react-spectrum/s2/NumberField'
import type { z } from 'zod'
import type { attribution as attributionSchema } from '../../model/attribution.ts'
import { HelpButton } from '../help/help-button.tsx'
import { texts } from '../texts/index.ts'
import { ChoicePicker } from './choice-picker.tsx'

type Attribution = z.input<typeof attributionSchema>

interface AttributionFieldsProps {
  readonly value: Attribution | undefined
  readonly onChange: (attribution: Attribution | undefined) => void
}

const EVEN: [number, number, number] = [30, 40, 30]

/** How the credit of a metric is spread. */
export function AttributionFields({ value, onChange }: AttributionFieldsProps) {
  const { ownAttribution, models, attribution, containers, container } = texts.freeform
  const choices = { own: ownAttribution, ...models }
  const choose = (model: keyof typeof choices) => {
    if (model === 'own') return onChange(undefined)
    const { halfLife: _, weights: __, ...rest } = value ?? { model }
    onChange({ ...rest, model, ...(model === 'custom' ? { weights: EVEN } : {}) })
  }
  const changeContainer = (next: keyof typeof containers) => {
    const { lookback: _, ...rest } = value!
    onChange({ ...rest, container: next })
  }
  return (
    <>
      <ChoicePicker
        label={attribution}
        value={(value?.model ?? 'own') as keyof typeof choices}
        choices={choices}
        onChange={choose}
      />
      <HelpButton page="attribution" />
      {value !== undefined && (
        <ChoicePicker
          label={container}
          value={value.container ?? 'person'}
          choices={containers}
          onChange={changeContainer}
        />
      )}
      {value !== undefined && value.container !== 'session' && (
        <Days
          label={texts.freeform.lookback}
          value={value.lookback?.days}
          onChange={(days) => {
            const { lookback: _, ...rest } = value
            onChange(days === undefined ? rest : { ...rest, lookback: { days } })
          }}
        />
      )}
      {value?.model === 'time-decay' && (
        <Days
          label={texts.freeform.halfLife}
          value={value.halfLife?.days}
          onChange={(days) => {
            const { halfLife: _, ...rest } = value
            onChange(days === undefined ? rest : { ...rest, halfLife: { days } })
          }}
        />
      )}
      {value?.model === 'custom' && <Weights value={value} onChange={onChange} />}
    </>
  )
}

interface DaysProps {
  readonly label: string
  readonly value: number | undefined
  readonly onChange: (days: number | undefined) => void
}

/** Empty where nothing is said. */
const Days = ({ label, value, onChange }: DaysProps) => (
  <NumberField
    label={label}
    size="S"
    minValue={1}
    value={value ?? Number.NaN}
    onChange={(days) => onChange(Number.isFinite(days) ? days : undefined)}
  />
)

interface WeightsProps {
  readonly value: Attribution
  readonly onChange: (attribution: Attribution) => void
}

function Weights({ value, onChange }: WeightsProps) {
  const weights = value.weights ?? EVEN
  const names = Object.values(texts.freeform.weights)
  return names.map((name, index) => (
    <NumberField
      key={name}
      label={name}
      size="S"
      minValue={0}
      value={weights[index]!}
      onChange={(weight) => {
        const next: typeof weights = [...weights]
        next[index] = weight
        const isAny = next.some((each) => each > 0)
        if (Number.isFinite(weight) && isAny) onChange({ ...value, weights: next })
      }}
    />
  ))
}
