import { ComboBox, ComboBoxItem } from '@react-spectrum/s2/ComboBox'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Item } from '../../model/result.ts'
import { itemsQuery } from '../api/index.ts'
import { texts } from '../texts/index.ts'
import { printFigure } from './figures.ts'
import { printItem } from './item-text.ts'
import { useEmptied } from './use-emptied.ts'

interface ItemPickerProps {
  readonly label: string
  readonly dataView: string
  readonly dimension: string
  readonly onPick: (item: Item) => void
}

/** Picks an item of a dimension; the server searches. Empty again after a pick. */
export function ItemPicker({ label, dataView, dimension, onPick }: ItemPickerProps) {
  const [search, setSearch] = useState('')
  const emptied = useEmptied()
  const { data, isFetching, error } = useQuery(itemsQuery(dataView, dimension, search))
  const choices = (data?.items ?? []).map(({ item, label: shown, events }) => ({
    id: JSON.stringify(item),
    item,
    name: printItem(item, dimension, shown),
    events,
  }))
  return (
    <ComboBox
      key={emptied.key}
      {...emptied.props}
      label={label}
      size="S"
      placeholder={texts.components.searchItems}
      items={choices}
      inputValue={search}
      onInputChange={setSearch}
      onSelectionChange={(key) => {
        const choice = choices.find(({ id }) => id === key)
        if (choice === undefined) return
        emptied.empty()
        setSearch('')
        onPick(choice.item)
      }}
      loadingState={isFetching ? 'filtering' : 'idle'}
      isInvalid={error !== null}
      errorMessage={error?.message}
      styles={style({ width: 176 })}
    >
      {({ id, name, events }) => (
        <ComboBoxItem id={id} textValue={name}>
          {`${name} (${printFigure(events)})`}
        </ComboBoxItem>
      )}
    </ComboBox>
  )
}
