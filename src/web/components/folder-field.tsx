import { ComboBox, ComboBoxItem } from '@react-spectrum/s2/ComboBox'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listFolders, listPaths, LONGEST_FOLDER, readFolder } from '../../model/folders.ts'
import { allComponentsQuery, savedComponentsQuery } from '../api/index.ts'
import { texts } from '../texts/index.ts'

interface FolderFieldProps {
  readonly label?: string
  readonly description?: string
  /** Whose folders are offered; undefined while it is unknown. */
  readonly dataView: string | undefined
  readonly value: string
  /** Empty: none. */
  readonly onChange: (folder: string) => void
  readonly autoFocus?: boolean
}

/** The folder of a component: one that is there, or the path of a new one. */
export function FolderField({ dataView, value, onChange, ...props }: FolderFieldProps) {
  const { label = texts.folders.label, description = texts.folders.hint, autoFocus = false } = props
  const known = useFolders(dataView)
  const [typed, setTyped] = useState(value)
  return (
    <ComboBox
      label={label}
      description={description}
      size="S"
      allowsCustomValue
      menuTrigger="manual"
      autoFocus={autoFocus}
      defaultItems={known.map((id) => ({ id }))}
      inputValue={readFolder(typed) === value ? typed : value}
      onInputChange={(next) => {
        const short = next.slice(0, LONGEST_FOLDER)
        setTyped(short)
        onChange(readFolder(short))
      }}
      styles={style({ width: 'full', maxWidth: 320 })}
    >
      {({ id }) => <ComboBoxItem id={id}>{id}</ComboBoxItem>}
    </ComboBox>
  )
}

/** The paths of all folders that components of a data view are in. */
function useFolders(dataView: string | undefined): readonly string[] {
  const isKnown = dataView !== undefined
  const { data: saved = [] } = useQuery({
    ...savedComponentsQuery(dataView ?? ''),
    enabled: isKnown,
  })
  const { data: own } = useQuery({ ...allComponentsQuery(dataView ?? ''), enabled: isKnown })
  const { dimensions = [], metrics = [] } = own ?? {}
  return listPaths(listFolders([...saved, ...dimensions, ...metrics]))
}
