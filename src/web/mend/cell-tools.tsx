import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField, type TextFieldRef } from '@react-spectrum/s2/TextField'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { ChoicePicker } from '../components/choice-picker.tsx'
import type { GridHead } from '../grid/index.ts'
import { texts } from '../texts/index.ts'
import { type AsideRow, cellText, countFound, type Edits, isEditable } from './mending.ts'

interface CellToolsProps {
  readonly column: string
  readonly columns: readonly GridHead[]
  readonly rows: readonly AsideRow[]
  readonly selected: readonly AsideRow[]
  readonly edits: Edits
  /** Set when the value is to be focused; taken back once it is. */
  readonly editing: RefObject<boolean>
  readonly onColumn: (column: string) => void
  /** Adds a column that no row has. */
  readonly onAdd: (column: string) => void
  readonly onSet: (rows: readonly AsideRow[], textOf: (before: string) => string) => void
}

/** Changes cells of a column: those of selected rows, or a text wherever it is found. */
export function CellTools(props: CellToolsProps) {
  const { column, columns, rows, selected, edits, editing, onColumn, onAdd, onSet } = props
  const names = Object.fromEntries(columns.map(({ id, name }) => [id, name]))
  const editable = selected.filter((row) => isEditable(row, column))
  const [text, setText] = useState(() =>
    editable[0] === undefined ? '' : cellText(editable[0], column, edits),
  )
  const field = useRef<TextFieldRef>(null)
  useEffect(() => {
    if (!editing.current) return
    editing.current = false
    field.current?.focus()
    field.current?.select()
  })
  const t = texts.mend
  return (
    <div className={style({ display: 'grid', gap: 12 })}>
      <form
        className={line}
        onSubmit={(event) => {
          event.preventDefault()
          onSet(editable, () => text)
        }}
      >
        <ChoicePicker label={t.column} choices={names} value={column} onChange={onColumn} />
        <TextField
          ref={field}
          size="S"
          label={t.value}
          value={text}
          onChange={setText}
          styles={wide}
        />
        <Button size="S" type="submit" variant="secondary" isDisabled={editable.length === 0}>
          {t.set(editable.length)}
        </Button>
      </form>
      <Replacing column={column} rows={rows} edits={edits} onSet={onSet} />
      <Adding known={columns.map(({ id }) => id)} onAdd={onAdd} />
    </div>
  )
}

type ReplacingProps = Pick<CellToolsProps, 'column' | 'rows' | 'edits' | 'onSet'>

function Replacing({ column, rows, edits, onSet }: ReplacingProps) {
  const [find, setFind] = useState('')
  const [replacement, setReplacement] = useState('')
  const found = countFound(rows, column, edits, find)
  const t = texts.mend
  return (
    <form
      className={line}
      onSubmit={(event) => {
        event.preventDefault()
        onSet(rows, (before) => (find === '' ? before : before.replaceAll(find, replacement)))
      }}
    >
      <TextField size="S" label={t.find} value={find} onChange={setFind} />
      <TextField size="S" label={t.replacement} value={replacement} onChange={setReplacement} />
      <Button size="S" type="submit" variant="secondary" isDisabled={found === 0}>
        {t.replace(found)}
      </Button>
    </form>
  )
}

interface AddingProps extends Pick<CellToolsProps, 'onAdd'> {
  readonly known: readonly string[]
}

/** A field that was left out in every row. */
function Adding({ known, onAdd }: AddingProps) {
  const [name, setName] = useState('')
  return (
    <form
      className={line}
      onSubmit={(event) => {
        event.preventDefault()
        onAdd(name)
      }}
    >
      <TextField size="S" label={texts.mend.newColumn} value={name} onChange={setName} />
      <Button
        size="S"
        type="submit"
        variant="secondary"
        isDisabled={name === '' || known.includes(name)}
      >
        {texts.mend.add}
      </Button>
    </form>
  )
}

const line = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 8 })
const wide = style({ width: 320, maxWidth: 'full' })
