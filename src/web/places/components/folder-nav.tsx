import { ActionMenu } from '@react-spectrum/s2/ActionMenu'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import FolderIcon from '@react-spectrum/s2/icons/Folder'
import { MenuItem } from '@react-spectrum/s2/Menu'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SavedComponent } from '../../../model/answers/data-views.ts'
import { type Folder, listFolders } from '../../../model/folders.ts'
import { printFigure } from '../../components/figures.ts'
import { Unseen } from '../../components/unseen.tsx'
import { texts } from '../../texts/index.ts'
import { RenameFolder } from './rename-folder.tsx'

interface FolderNavProps {
  readonly all: readonly SavedComponent[]
  readonly view: string
  /** Undefined: all; empty: those that are in none. */
  readonly shown: string | undefined
}

/** The folders of components as a tree; each is an address. */
export function FolderNav({ all, view, shown }: FolderNavProps) {
  const [renamed, setRenamed] = useState<Folder<SavedComponent>>()
  const folders = listFolders(all)
  const loose = all.filter(({ folder }) => folder === undefined).length
  const common = { view, shown, depth: 0 }
  return (
    <nav aria-label={texts.folders.title} className={tree}>
      <ul className={list}>
        <li>
          <FolderRow {...common} path={undefined} name={texts.folders.all} count={all.length} />
        </li>
        {folders.map((folder) => (
          <FolderItem key={folder.path} {...common} folder={folder} onRename={setRenamed} />
        ))}
        {loose > 0 && (
          <li>
            <FolderRow {...common} path="" name={texts.folders.none} count={loose} />
          </li>
        )}
      </ul>
      <DialogContainer onDismiss={() => setRenamed(undefined)}>
        {renamed !== undefined && (
          <RenameFolder
            folder={renamed}
            all={all}
            view={view}
            onClose={() => setRenamed(undefined)}
          />
        )}
      </DialogContainer>
    </nav>
  )
}

interface PlacedProps {
  readonly view: string
  readonly shown: string | undefined
  readonly depth: number
}

interface FolderItemProps extends PlacedProps {
  readonly folder: Folder<SavedComponent>
  readonly onRename: (folder: Folder<SavedComponent>) => void
}

const FolderItem = ({ folder, onRename, ...placed }: FolderItemProps) => (
  <li>
    <div className={style({ display: 'flex', alignItems: 'center', minWidth: 0 })}>
      <FolderRow {...placed} {...folder} />
      <ActionMenu
        size="XS"
        isQuiet
        aria-label={texts.folders.more(folder.path)}
        onAction={() => onRename(folder)}
      >
        <MenuItem id="rename">{texts.folders.rename}</MenuItem>
      </ActionMenu>
    </div>
    {folder.folders.length > 0 && (
      <ul className={list}>
        {folder.folders.map((inner) => (
          <FolderItem
            key={inner.path}
            {...placed}
            depth={placed.depth + 1}
            folder={inner}
            onRename={onRename}
          />
        ))}
      </ul>
    )}
  </li>
)

interface FolderRowProps extends PlacedProps {
  readonly path: string | undefined
  readonly name: string
  readonly count: number
}

function FolderRow({ view, shown, depth, path, name, count }: FolderRowProps) {
  const isCurrent = path === shown
  return (
    <Link
      to="/components"
      search={{ view, ...(path !== undefined && { folder: path }) }}
      replace
      resetScroll={false}
      className={row({ isCurrent, isPlain: !path })}
      style={{ paddingInlineStart: 8 + depth * 16 }}
      {...(isCurrent && { 'aria-current': 'true' as const })}
    >
      {path ? <FolderIcon UNSAFE_style={{ width: 16, height: 16, flexShrink: 0 }} /> : null}
      <span className={style({ truncate: true, flexGrow: 1 })}>{name}</span>
      <span className={figure}>
        {printFigure(count)}
        <Unseen> {texts.folders.components(count)}</Unseen>
      </span>
    </Link>
  )
}

const tree = style({
  minWidth: 0,
  maxHeight: { default: 240, lg: '[calc(100vh - 160px)]' },
  overflowY: 'auto',
  position: { default: 'static', lg: 'sticky' },
  top: 8,
})
const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid' })
const row = style({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  flexGrow: 1,
  minWidth: 0,
  minHeight: 28,
  boxSizing: 'border-box',
  // As far from the end as those that have a menu behind them.
  paddingEnd: { default: 8, isPlain: 28 },
  font: 'ui-sm',
  fontWeight: { default: 'normal', isCurrent: 'bold' },
  color: 'neutral',
  textDecoration: 'none',
  borderRadius: 'sm',
  '--iconPrimary': { type: 'fill', value: 'gray-700' },
  backgroundColor: { default: 'transparent', ':hover': 'gray-100', isCurrent: 'gray-200' },
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineWidth: 2,
  outlineColor: 'focus-ring',
  outlineOffset: -2,
})
const figure = style({
  font: 'ui-xs',
  color: 'neutral-subdued',
  fontVariantNumeric: 'tabular-nums',
})
