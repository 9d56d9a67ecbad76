import { getOwn } from '../../../../model/own.ts'
import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { TextField } from '@react-spectrum/s2/TextField'
import { useState } from 'react'
import { metricGroups } from '../../../components/component-groups.ts'
import { ComponentAdder } from '../../../components/component-picker.tsx'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { findName } from '../../../components/component-groups.ts'
import { texts } from '../../../texts/index.ts'
import type { PanelContext, SettingsProps } from '../../visualization.ts'
import { freeId, listLeaves } from '../edit-columns.ts'
import { nameAbove } from '../grid-heads.ts'
import type { ColumnSetting, FreeformSettings } from '../settings.ts'
import { ColumnForm } from './column-form.tsx'

/** The name of each column by its id, with what stands above it. */
export const columnNames = (
  { columns }: Pick<FreeformSettings, 'columns'>,
  context: PanelContext,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    listLeaves(columns).map(({ column, above }) => [
      column.id,
      [...above.map((each) => nameAbove(each, context)), nameOfColumn(column, context)].join(' › '),
    ]),
  )

const nameOfColumn = ({ name, metric, formula, id }: ColumnSetting, { components }: PanelContext) =>
  name ??
  (metric === undefined ? undefined : findName(components, metric)) ??
  (typeof formula === 'string' ? formula : id)

/** Adds a metric as a column. */
export function ColumnAdder({ settings, onChange, context }: SettingsProps<FreeformSettings>) {
  const { columns } = settings
  return (
    <ComponentAdder
      label={texts.freeform.columns}
      placeholder={texts.freeform.addColumn}
      groups={metricGroups(context.components)}
      onAdd={(metric) =>
        onChange({ ...settings, columns: [...columns, { id: freeId(columns, metric), metric }] })
      }
    />
  )
}

/** Adds columns that are computed, and sets each column. */
export function ColumnsForm(props: SettingsProps<FreeformSettings>) {
  const { settings, onChange, context } = props
  const [chosen, setChosen] = useState('')
  const names = columnNames(settings, context)
  const ids = Object.keys(names)
  const id = ids.includes(chosen) ? chosen : ids[0]
  const add = (wanted: string, column: Omit<ColumnSetting, 'id'>) => {
    const own = freeId(settings.columns, wanted)
    onChange({ ...settings, columns: [...settings.columns, { id: own, ...column }] })
    setChosen(own)
  }
  return (
    <>
      <FormulaAdder onAdd={(formula) => add('formula', { formula, name: formula })} />
      {ids.length > 1 && (
        <ChangeAdder
          names={names}
          onAdd={(from, to) => {
            const name = `${getOwn(names, from)} → ${getOwn(names, to)}`
            add('change', { change: { from, to }, name })
          }}
        />
      )}
      {id !== undefined && (
        <ChoicePicker
          label={texts.freeform.column}
          value={id}
          choices={names}
          onChange={setChosen}
        />
      )}
      {id !== undefined && <ColumnForm key={id} {...props} id={id} />}
    </>
  )
}

function FormulaAdder({ onAdd }: { readonly onAdd: (formula: string) => void }) {
  const [text, setText] = useState('')
  const add = () => {
    if (text.trim() === '') return
    onAdd(text.trim())
    setText('')
  }
  return (
    <>
      <TextField
        label={texts.freeform.formula}
        placeholder={texts.freeform.formulaHint}
        size="S"
        value={text}
        onChange={setText}
        onKeyDown={(event) => event.key === 'Enter' && add()}
      />
      <ActionButton size="S" isDisabled={text.trim() === ''} onPress={add}>
        {texts.freeform.add}
      </ActionButton>
    </>
  )
}

interface ChangeAdderProps {
  readonly names: Readonly<Record<string, string>>
  readonly onAdd: (from: string, to: string) => void
}

/** The change between two columns as one of its own. */
function ChangeAdder({ names, onAdd }: ChangeAdderProps) {
  const [first = '', second = ''] = Object.keys(names)
  const [chosen, setChosen] = useState({ from: first, to: second })
  const from = Object.hasOwn(names, chosen.from) ? chosen.from : first
  const to = Object.hasOwn(names, chosen.to) ? chosen.to : second
  return (
    <>
      <ChoicePicker
        label={texts.freeform.changeFrom}
        value={from}
        choices={names}
        onChange={(id) => setChosen({ from: id, to })}
      />
      <ChoicePicker
        label={texts.freeform.changeTo}
        value={to}
        choices={names}
        onChange={(id) => setChosen({ from, to: id })}
      />
      <ActionButton size="S" isDisabled={from === to} onPress={() => onAdd(from, to)}>
        {texts.freeform.add}
      </ActionButton>
    </>
  )
}
