import { Button } from '@react-spectrum/s2/Button'
import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { CustomDialog, Heading } from '@react-spectrum/s2/CustomDialog'
import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import type { FieldUse } from '../../../model/answers/definitions.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { UseBadges } from '../../components/field-uses.tsx'
import { printPercent } from '../../components/figures.ts'
import { matchesWords } from '../../components/matches-words.ts'
import { useLabelled } from '../../components/use-labelled.ts'
import { ScrollBox } from '../../components/scroll-box.tsx'
import { texts } from '../../texts/index.ts'
import { type AddedAs, addFields, countUses } from './add-fields.ts'
import { useFieldFill } from './use-field-fill.ts'
import { SharedAdder } from './shared-adder.tsx'
import { type FieldChoice, listFields, takenIds, type ViewEditing } from './view-context.ts'

const words = texts.dataViewPage
const MOST_SHOWN = 300

interface AddDialogProps {
  readonly editing: ViewEditing
  readonly onClose: () => void
}

/** Fields of the connection, to become components; and shared components. */
export const AddDialog = (props: AddDialogProps) => (
  <CustomDialog size="L">
    <Adding {...props} />
  </CustomDialog>
)

function Adding({ editing, onClose }: AddDialogProps) {
  const { draft } = editing
  const [search, setSearch] = useState('')
  const [as, setAs] = useState<AddedAs>('type')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const fields = listFields(editing)
  const found = fields.filter(({ path, type }) => matchesWords(search, [path, type]))
  const usesOf = useLabelled(draft.document.id)
  const fill = useFieldFill(
    draft.document.connection,
    found.map(({ path }) => path),
  )
  const toggle = (paths: readonly string[], isOn: boolean) => {
    const next = new Set(chosen)
    for (const path of paths) {
      if (isOn) next.add(path)
      else next.delete(path)
    }
    setChosen(next)
  }
  const add = () => {
    const taken = {
      dimensions: takenIds(editing, 'dimensions'),
      metrics: takenIds(editing, 'metrics'),
    }
    const added = fields.filter(({ path }) => chosen.has(path))
    draft.change(addFields(draft.document, added, as, taken))
    onClose()
  }
  return (
    <div className={content}>
      <Heading slot="title" styles={style({ font: 'title-lg', margin: 0 })}>
        {words.addTitle}
      </Heading>
      <SharedAdder editing={editing} onAdded={onClose} />
      <Controls>
        <SearchField
          label={words.searchFields}
          size="S"
          autoFocus
          value={search}
          onChange={setSearch}
        />
        <ChoicePicker label={words.addAs} value={as} choices={words.addedAs} onChange={setAs} />
        <Checkbox
          size="S"
          isSelected={found.length > 0 && found.every(({ path }) => chosen.has(path))}
          onChange={(isOn) =>
            toggle(
              found.map(({ path }) => path),
              isOn,
            )
          }
        >
          {words.allFound(found.length)}
        </Checkbox>
      </Controls>
      {fields.length === 0 && <span>{words.noFields}</span>}
      <ScrollBox className={list}>
        {found.slice(0, MOST_SHOWN).map((field) => (
          <FieldLine
            key={field.path}
            field={field}
            fill={fill.get(field.path)}
            uses={countUses(draft.document, field.path)}
            labelled={usesOf('field', field.path)}
            isChosen={chosen.has(field.path)}
            onChange={(isOn) => toggle([field.path], isOn)}
          />
        ))}
        {found.length > MOST_SHOWN && <span>{words.more(found.length - MOST_SHOWN)}</span>}
      </ScrollBox>
      <div className={style({ display: 'flex', justifyContent: 'end', gap: 8 })}>
        <Button variant="secondary" onPress={onClose}>
          {texts.definition.cancel}
        </Button>
        <Button variant="accent" isDisabled={chosen.size === 0} onPress={add}>
          {words.addCount(chosen.size)}
        </Button>
      </div>
    </div>
  )
}

interface FieldLineProps {
  readonly field: FieldChoice
  /** The share of rows that have a value; unknown of derived fields. */
  readonly fill: number | undefined
  readonly uses: number
  /** Labelled fields that it is, or tells about. */
  readonly labelled: readonly FieldUse[]
  readonly isChosen: boolean
  readonly onChange: (isChosen: boolean) => void
}

const FieldLine = ({ field, fill, uses, labelled, isChosen, onChange }: FieldLineProps) => (
  <div className={line}>
    <Checkbox size="S" isSelected={isChosen} onChange={onChange}>
      {field.path}
    </Checkbox>
    <span className={note}>
      <UseBadges uses={labelled} />{' '}
      {[
        field.type,
        ...(fill === undefined ? [] : [words.filledIn(printPercent(fill, 0))]),
        ...(uses > 0 ? [words.usedHere(uses)] : []),
      ].join(' · ')}
    </span>
  </div>
)

const content = style({ display: 'grid', gap: 16, font: 'ui', minWidth: 0 })
const list = style({ display: 'grid', gap: 4, maxHeight: 320, overflowY: 'auto' })
const line = style({
  display: 'flex',
  justifyContent: 'space-between',
  alignItems: 'center',
  gap: 12,
})
const note = style({ font: 'ui-xs', color: 'neutral-subdued' })
