import { ActionButton } from '@react-spectrum/s2/ActionButton'
import Add from '@react-spectrum/s2/icons/Add'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Text } from '@react-spectrum/s2/Text'
import { memo, useMemo } from 'react'
import type { Path } from '../../../../model/path.ts'
import { useStable } from '../../../components/use-stable.ts'
import { texts } from '../../../texts/index.ts'
import { useCard, useProblem } from '../card-context.ts'
import { CaseCount, NoCaseCount } from '../case-count.tsx'
import { Handle, onPlaceKey, type PlaceCommand, PlaceMenu } from '../handle.tsx'
import { placeKey, useFocusPlace } from '../use-focus-place.ts'
import { begin } from './beginnings.ts'
import { FieldHint } from './field-hint.tsx'
import type { Setting } from './read-settings.ts'
import { type SettingFieldProps, useAnySetting } from './any-setting.ts'
import { RowFields } from './setting-fields.tsx'
import type { Settings } from './settings.ts'

type ListFieldProps = SettingFieldProps & { readonly each: Setting }

/** Values in an order that counts: a row for each, to be moved, copied and removed. */
export function ListField({ setting, each, value, path, onChange }: ListFieldProps) {
  const { label, description, name } = setting
  const rows: readonly unknown[] = Array.isArray(value) ? value : []
  const focusPlace = useFocusPlace()
  const { at: card } = useCard()
  const problem = useProblem(path, true)
  const edit = (next: readonly unknown[], at: number) => {
    onChange(next)
    if (next.length > 0) focusPlace([card, ...path, at])
  }
  const change = useStable((at: number, row: unknown) => onChange(rows.with(at, row)))
  const act = useStable((id: PlaceCommand['id'], at: number) => {
    const move = (to: number) => edit(rows.toSpliced(at, 1).toSpliced(to, 0, rows[at]), to)
    if (id === 'up') move(at - 1)
    else if (id === 'down') move(at + 1)
    else if (id === 'copy') edit(rows.toSpliced(at + 1, 0, rows[at]), at + 1)
    else edit(rows.toSpliced(at, 1), Math.min(at, rows.length - 2))
  })
  const listPath = placeKey(path)
  return (
    <div role="group" aria-label={label} className={list}>
      <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>{label}</span>
      <FieldHint problem={problem} description={description} />
      {rows.map((row, at) => (
        <ListRow
          // Rows have nothing of their own but their place.
          key={at}
          each={each}
          of={name}
          label={label}
          listPath={listPath}
          at={at}
          isLast={at === rows.length - 1}
          value={row}
          onChange={change}
          onAct={act}
        />
      ))}
      <div className={style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 })}>
        <ActionButton size="S" onPress={() => edit([...rows, begin(each)], rows.length)}>
          <Add />
          <Text>{texts.derivedFields.addRow(label)}</Text>
        </ActionButton>
        <NoCaseCount of={name} />
      </div>
    </div>
  )
}

interface ListRowProps {
  readonly each: Setting
  /** The setting’s name. */
  readonly of: string
  readonly label: string
  /** Of the list, as a `placeKey`. */
  readonly listPath: string
  readonly at: number
  readonly isLast: boolean
  readonly value: unknown
  readonly onChange: (at: number, value: unknown) => void
  readonly onAct: (id: PlaceCommand['id'], at: number) => void
}

/** A row at its place; it is drawn anew when it is changed, not when others are. */
const ListRow = memo(function ListRow(props: ListRowProps) {
  const { each, of, label, listPath, at, isLast, value, onChange, onAct } = props
  const { at: card } = useCard()
  const path = useMemo(() => [...(JSON.parse(listPath) as Path), at], [listPath, at])
  const name = texts.derivedFields.rowOf(label, at + 1)
  const isPossible = { up: at > 0, down: !isLast, copy: true, remove: true }
  const commands = (Object.keys(isPossible) as PlaceCommand['id'][]).map((id) => ({
    id,
    run: isPossible[id] ? () => onAct(id, at) : null,
  }))
  return (
    <div
      role="group"
      aria-label={name}
      className={frame}
      onKeyDown={(event) => onPlaceKey(event, commands)}
    >
      <Handle name={name} path={[card, ...path]} />
      <div className={parts}>
        <RowField
          each={each}
          at={at}
          label={label}
          value={value}
          path={path}
          onChange={(next) => onChange(at, next)}
        />
      </div>
      <CaseCount of={of} at={at} />
      <PlaceMenu name={name} commands={commands} />
    </div>
  )
})

interface RowFieldProps extends Pick<SettingFieldProps, 'value' | 'path' | 'onChange'> {
  readonly each: Setting
  readonly at: number
  readonly label: string
}

function RowField({ each, at, label, ...props }: RowFieldProps) {
  const SettingField = useAnySetting()
  const { value, path, onChange } = props
  if (each.asked.kind === 'group') {
    const values = (value ?? {}) as Settings
    return (
      <RowFields settings={each.asked.settings} values={values} path={path} onChange={onChange} />
    )
  }
  const own = { ...each, label: texts.derivedFields.rowOf(label, at + 1), description: undefined }
  return <SettingField {...props} setting={own} beside={{}} isLabelHidden />
}

const list = style({ display: 'grid', gap: 4, minWidth: 0, width: 'full' })
const frame = style({
  display: 'flex',
  alignItems: 'start',
  gap: 8,
  minWidth: 0,
  paddingX: 4,
  paddingY: 4,
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  borderRadius: 'default',
})
const parts = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'start',
  columnGap: 12,
  rowGap: 4,
  flexGrow: 1,
  minWidth: 0,
})
