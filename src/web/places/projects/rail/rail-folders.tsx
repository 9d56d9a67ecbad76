import ChevronDown from '@react-spectrum/s2/icons/ChevronDown'
import ChevronRight from '@react-spectrum/s2/icons/ChevronRight'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import type { Folder } from '../../../../model/folders.ts'
import { Unseen } from '../../../components/unseen.tsx'
import { texts } from '../../../texts/index.ts'
import type { RailEntry } from './rail-entry.ts'
import { RailList } from './rail-list.tsx'

interface RailFoldersProps {
  readonly folders: readonly Folder<RailEntry>[]
  readonly dataView: string
  /** At first. */
  readonly isOpen: boolean
}

/** Folders of components, each with what is within it. */
export const RailFolders = ({ folders, ...rest }: RailFoldersProps) => (
  <ul className={list}>
    {folders.map((folder) => (
      <li key={folder.path}>
        <RailFolder folder={folder} {...rest} />
      </li>
    ))}
  </ul>
)

interface RailFolderProps extends Omit<RailFoldersProps, 'folders'> {
  readonly folder: Folder<RailEntry>
}

function RailFolder({ folder, dataView, isOpen: isOpenAtFirst }: RailFolderProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        className={opener}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? <ChevronDown /> : <ChevronRight />}
        <span className={style({ truncate: true, flexGrow: 1 })}>{folder.name}</span>
        <span className={figure}>
          {folder.count}
          <Unseen> {texts.folders.components(folder.count)}</Unseen>
        </span>
      </button>
      {isOpen && (
        <div className={style({ paddingStart: 12 })}>
          <RailFolders folders={folder.folders} dataView={dataView} isOpen={isOpenAtFirst} />
          <RailList entries={folder.own} dataView={dataView} />
        </div>
      )}
    </>
  )
}

const list = style({ listStyleType: 'none', margin: 0, padding: 0 })
const opener = style({
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  width: 'full',
  minHeight: 28,
  paddingX: 4,
  paddingY: 0,
  borderWidth: 0,
  borderRadius: 'sm',
  font: 'ui-sm',
  textAlign: 'start',
  color: 'neutral',
  backgroundColor: { default: 'transparent', ':hover': 'gray-100' },
  '--iconPrimary': { type: 'fill', value: 'gray-600' },
  cursor: 'pointer',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
  outlineOffset: -2,
})
const figure = style({
  font: 'ui-xs',
  color: 'neutral-subdued',
  paddingEnd: 4,
  fontVariantNumeric: 'tabular-nums',
})
