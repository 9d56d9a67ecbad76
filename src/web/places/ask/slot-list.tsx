import { parseDate } from '@internationalized/date'
import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Calendar } from '@react-spectrum/s2/Calendar'
import ChevronLeft from '@react-spectrum/s2/icons/ChevronLeft'
import { RangeCalendar } from '@react-spectrum/s2/RangeCalendar'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { itemsQuery } from '../../api/index.ts'
import { findName } from '../../components/component-groups.ts'
import { printFigure } from '../../components/figures.ts'
import { printItem } from '../../components/item-text.ts'
import { useDelayed } from '../../components/use-delayed.ts'
import { texts } from '../../texts/index.ts'
import type { AskedData } from './asked-data.ts'
import { SearchList } from './search-list.tsx'
import type { Further, Slot, SlotChoice, SlotGroup } from './slots/slot.ts'

interface SlotListProps {
  readonly slot: Slot<unknown>
  readonly value: unknown
  readonly data: AskedData
  /** Takes the value out of the sentence, where it may be. */
  readonly onRemove?: (() => void) | undefined
  readonly onTake: (value: unknown) => void
}

const REMOVE = 'remove'

/** All that a slot can be filled with; some choices lead to more. */
export function SlotList({ slot, value, data, onRemove, onTake }: SlotListProps) {
  const [text, setText] = useState('')
  const [further, setFurther] = useState<Further | null>(null)
  const back = () => {
    setText('')
    setFurther(null)
  }
  if (further?.kind === 'items') {
    return <Items slot={slot} dimension={further.dimension} {...{ data, onTake, back }} />
  }
  if (further !== null) return <Days slot={slot} kind={further.kind} {...{ data, onTake, back }} />
  const removing: readonly SlotGroup<unknown>[] =
    onRemove === undefined || text !== ''
      ? []
      : [
          {
            name: texts.ask.removing,
            choices: [
              { name: texts.ask.remove(slot.print(value, data)), takes: { value: REMOVE } },
            ],
          },
        ]
  const choose = ({ takes }: SlotChoice<unknown>) => {
    if ('further' in takes) {
      setText('')
      setFurther(takes.further)
    } else if (takes.value === REMOVE && onRemove !== undefined) onRemove()
    else onTake(takes.value)
  }
  return (
    <SearchList
      label={slot.label}
      text={text}
      onText={setText}
      groups={[...slot.groups(data, text), ...removing]}
      value={value}
      onChoose={choose}
    />
  )
}

interface FurtherProps {
  readonly slot: Slot<unknown>
  readonly data: AskedData
  readonly onTake: (value: unknown) => void
  readonly back: () => void
}

interface ItemsProps extends FurtherProps {
  readonly dimension: string
}

/** Items of a dimension; the server searches. */
function Items({ slot, dimension, data, onTake, back }: ItemsProps) {
  const [text, setText] = useState('')
  const search = useDelayed(text, 150)
  const { context } = data
  const { data: page, error } = useQuery(itemsQuery(context.dataView, dimension, search))
  const name = findName(context.components, dimension)
  const choices = (page?.items ?? []).map(({ item, label, events }) => ({
    name: printItem(item, dimension, label),
    hint: printFigure(events),
    takes: { value: slot.ofItem?.(dimension, item) },
  }))
  return (
    <>
      <Back name={name} onPress={back} />
      <SearchList
        label={name}
        text={text}
        onText={setText}
        groups={choices.length === 0 ? [] : [{ name, choices }]}
        value={undefined}
        onChoose={({ takes }) => 'value' in takes && onTake(takes.value)}
        {...(error !== null && { problem: error.message })}
      />
    </>
  )
}

interface DaysProps extends FurtherProps {
  readonly kind: 'day' | 'days'
}

/** A calendar that opens where the data ends. */
function Days({ slot, kind, data, onTake, back }: DaysProps) {
  const last = parseDate(data.dataDays.end)
  return (
    <div className={style({ display: 'grid', gap: 8, paddingBottom: 8 })}>
      <Back name={slot.label} onPress={back} />
      <div className={style({ paddingX: 12 })}>
        {kind === 'day' ? (
          <Calendar
            aria-label={slot.label}
            autoFocus
            defaultFocusedValue={last}
            onChange={(day) => onTake(slot.ofDays?.(day.toString(), day.toString()))}
          />
        ) : (
          <RangeCalendar
            aria-label={slot.label}
            autoFocus
            defaultFocusedValue={last}
            onChange={({ start, end }) => onTake(slot.ofDays?.(start.toString(), end.toString()))}
          />
        )}
      </div>
    </div>
  )
}

const Back = ({ name, onPress }: { readonly name: string; readonly onPress: () => void }) => (
  <div className={style({ display: 'flex', alignItems: 'center', gap: 8, padding: 8 })}>
    <ActionButton size="S" isQuiet aria-label={texts.ask.back} onPress={onPress}>
      <ChevronLeft />
    </ActionButton>
    <strong className={style({ font: 'ui', fontWeight: 'bold', color: 'neutral' })}>{name}</strong>
  </div>
)
