import { parseDate } from '@internationalized/date'
import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Button } from '@react-spectrum/s2/Button'
import { DatePicker } from '@react-spectrum/s2/DatePicker'
import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextArea } from '@react-spectrum/s2/TextArea'
import { TextField } from '@react-spectrum/s2/TextField'
import { useState } from 'react'
import { Card } from '../../components/card.tsx'
import { Note } from '../../components/note.tsx'
import { texts } from '../../texts/index.ts'
import { joinRates, type Rate, readRates } from './read-rates.ts'
import { stayNear } from '../../components/stay-near.ts'
import { useViewEditing } from './view-context.ts'

const words = texts.dataViewPage

/** What a unit of a currency is worth from a day on: a line each, or pasted from a sheet. */
export function RatesCard() {
  const { draft } = useViewEditing()
  const rates = draft.document.exchangeRates ?? []
  const write = (next: readonly Rate[]) =>
    draft.change({ exchangeRates: next.length === 0 ? undefined : [...next] })
  const last = rates.at(-1)
  return (
    <Card title={words.rates}>
      <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
        {words.ratesHint}
      </p>
      {rates.map((rate, index) => (
        <RateLine
          key={index}
          rate={rate}
          place={index + 1}
          onChange={(next) => write(rates.map((each, k) => (k === index ? next : each)))}
          onRemove={() => write(rates.filter((_, k) => k !== index))}
        />
      ))}
      <ActionButton
        size="S"
        styles={style({ justifySelf: 'start' })}
        onPress={() =>
          write([
            ...rates,
            { currency: last?.currency ?? 'EUR', from: today(), usd: last?.usd ?? 1 },
          ])
        }
      >
        {words.addRate}
      </ActionButton>
      <PasteRates onRead={(read) => write(joinRates(rates, read))} />
    </Card>
  )
}

const today = (): string => new Date().toISOString().slice(0, 10)

interface RateLineProps {
  readonly rate: Rate
  /** From 1. */
  readonly place: number
  readonly onChange: (rate: Rate) => void
  readonly onRemove: () => void
}

const RateLine = ({ rate, place, onChange, onRemove }: RateLineProps) => (
  <div role="group" aria-label={words.rate(place)} className={line}>
    <TextField
      label={words.currency}
      size="S"
      value={rate.currency}
      onChange={(currency) => onChange({ ...rate, currency: currency.toUpperCase() })}
      styles={style({ width: 80 })}
    />
    <DatePicker
      label={words.from}
      size="S"
      granularity="day"
      value={parseDate(rate.from)}
      onChange={(day) => day !== null && onChange({ ...rate, from: day.toString() })}
    />
    <NumberField
      label={words.dollars}
      size="S"
      minValue={0}
      formatOptions={{ maximumFractionDigits: 12, useGrouping: false }}
      value={rate.usd}
      onChange={(usd) => Number.isFinite(usd) && onChange({ ...rate, usd })}
      styles={style({ width: 128 })}
    />
    <ActionButton
      size="S"
      isQuiet
      aria-label={words.removeRate(place)}
      onPress={({ target }) => stayNear(target, onRemove)}
    >
      ✕
    </ActionButton>
  </div>
)

/** Lines of a sheet; those that say no rate stay, and are named. */
function PasteRates({ onRead }: { readonly onRead: (rates: readonly Rate[]) => void }) {
  const [text, setText] = useState('')
  const { rates, unread } = readRates(text)
  return (
    <div className={style({ display: 'grid', gap: 8 })}>
      <TextArea
        label={words.paste}
        description={words.pasteHint}
        size="S"
        value={text}
        onChange={setText}
        styles={style({ width: 'full' })}
      />
      {unread.length > 0 && <Note variant="notice" title={words.unread} lines={unread} />}
      <Button
        size="S"
        variant="secondary"
        isDisabled={rates.length === 0}
        onPress={() => {
          onRead(rates)
          setText(unread.join('\n'))
        }}
        styles={style({ justifySelf: 'start' })}
      >
        {words.takeRates(rates.length)}
      </Button>
    </div>
  )
}

const line = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 8 })
