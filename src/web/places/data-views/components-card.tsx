import { Button } from '@react-spectrum/s2/Button'
import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Card } from '../../components/card.tsx'
import { isWithin, listFolders, listPaths } from '../../../model/folders.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { UseBadges } from '../../components/field-uses.tsx'
import { matchesWords } from '../../components/matches-words.ts'
import { texts } from '../../texts/index.ts'
import { AddDialog } from './add-dialog.tsx'
import {
  componentId,
  type ComponentPlace,
  type ListName,
  listOf,
  printPlace,
  settingsOf,
} from './component-list.ts'
import { MoveChosen } from './move-chosen.tsx'
import {
  nameOf,
  sharedSettings,
  standardOf,
  useViewEditing,
  type ViewEditing,
} from './view-context.ts'
import { useViewLabels } from './use-view-labels.ts'

const words = texts.dataViewPage
/** More are found by searching. */
const MOST_SHOWN = 200

interface ComponentsCardProps {
  readonly chosen: ComponentPlace | undefined
}

/** Dimensions and metrics, standard and hidden ones, too; searched by name, id, field and tag. */
export function ComponentsCard({ chosen }: ComponentsCardProps) {
  const editing = useViewEditing()
  const usesOf = useViewLabels(editing)
  const [search, setSearch] = useState('')
  const [folder, setFolder] = useState('')
  const [isAdding, setAdding] = useState(false)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const all = listGroups(editing)
  const moved = listPlaces(editing).filter((place) => selected.has(printPlace(place)))
  const folders = listPaths(listFolders(all.flatMap(({ entries }) => entries)))
  const shown = folders.includes(folder) ? folder : ''
  const groups = all
    .map((group) => ({
      ...group,
      entries: group.entries.filter(
        (entry) =>
          matchesWords(search, entry.words) && (shown === '' || isWithin(entry.folder, shown)),
      ),
    }))
    .filter(({ entries }) => entries.length > 0)
  return (
    <Card
      title={words.components}
      actions={
        <Button size="S" variant="secondary" onPress={() => setAdding(true)}>
          {words.add}
        </Button>
      }
    >
      <SearchField
        aria-label={words.search}
        size="S"
        value={search}
        onChange={setSearch}
        styles={style({ width: 'full' })}
      />
      {folders.length > 0 && (
        <ChoicePicker
          label={texts.folders.label}
          value={shown}
          choices={{ '': texts.folders.any, ...Object.fromEntries(folders.map((f) => [f, f])) }}
          onChange={setFolder}
        />
      )}
      {moved.length > 0 && <MoveChosen chosen={moved} onUnselect={() => setSelected(new Set())} />}
      {groups.map(({ name, isOwn, entries }) => (
        <Group
          key={name}
          name={name}
          entries={entries}
          chosen={chosen}
          usesOf={usesOf}
          selected={isOwn ? selected : null}
          onSelect={setSelected}
        />
      ))}
      {groups.length === 0 && <span className={subdued}>{words.noneFound}</span>}
      <DialogContainer onDismiss={() => setAdding(false)}>
        {isAdding && <AddDialog editing={editing} onClose={() => setAdding(false)} />}
      </DialogContainer>
    </Card>
  )
}

interface Entry {
  readonly place: ComponentPlace
  readonly name: string
  readonly folder?: string | undefined
  readonly notes: readonly string[]
  readonly words: readonly string[]
}

interface GroupProps extends ComponentsCardProps {
  readonly name: string
  readonly entries: readonly Entry[]
  readonly usesOf: ReturnType<typeof useViewLabels>
  /** Those that are selected, as addresses write them; null where none can be. */
  readonly selected: ReadonlySet<string> | null
  readonly onSelect: (selected: ReadonlySet<string>) => void
}

function Group({ name, entries, chosen, usesOf, selected, onSelect }: GroupProps) {
  const { draft } = useViewEditing()
  const current = chosen && printPlace(chosen)
  return (
    <section aria-label={name}>
      <h3
        className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0, marginBottom: 4 })}
      >
        {name} {entries.length}
      </h3>
      <ul className={list}>
        {entries.slice(0, MOST_SHOWN).map((entry) => {
          const key = printPlace(entry.place)
          const isCurrent = key === current
          return (
            <li key={key} className={item}>
              {selected && (
                <Checkbox
                  size="S"
                  aria-label={texts.saved.select(entry.name)}
                  isSelected={selected.has(key)}
                  onChange={(isOn) => onSelect(withKey(selected, key, isOn))}
                />
              )}
              <Link
                to="/data/data-views/$id"
                params={{ id: draft.document.id }}
                search={{ component: key }}
                replace
                resetScroll={false}
                className={row({ isCurrent })}
                {...(isCurrent && { 'aria-current': 'true' as const })}
              >
                <span className={style({ overflowWrap: 'anywhere' })}>{entry.name}</span>
                <span className={notes}>
                  <UseBadges uses={usesOf(entry.place)} />
                  {entry.notes.length > 0 && (
                    <span className={subdued}>{entry.notes.join(' · ')}</span>
                  )}
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
      {entries.length > MOST_SHOWN && (
        <span className={subdued}>{words.more(entries.length - MOST_SHOWN)}</span>
      )}
    </section>
  )
}

function withKey(selected: ReadonlySet<string>, key: string, isOn: boolean): ReadonlySet<string> {
  const next = new Set(selected)
  if (isOn) next.add(key)
  else next.delete(key)
  return next
}

/** Those that the data view has itself. */
const listPlaces = ({ draft: { document } }: ViewEditing): readonly ComponentPlace[] =>
  (['dimensions', 'metrics'] as const).flatMap((list) =>
    listOf(document, list).map((component) => ({ list, id: componentId(component) })),
  )

function listGroups(editing: ViewEditing) {
  const { components } = texts
  return [
    { name: components.dimensions, isOwn: true, entries: listOwn(editing, 'dimensions') },
    { name: components.metrics, isOwn: true, entries: listOwn(editing, 'metrics') },
    {
      ...{ name: components.standardDimensions, isOwn: false },
      entries: listStandard(editing, 'dimensions'),
    },
    {
      ...{ name: components.standardMetrics, isOwn: false },
      entries: listStandard(editing, 'metrics'),
    },
  ]
}

function listOwn({ draft, shared }: ViewEditing, list: ListName): readonly Entry[] {
  const ofShared = sharedSettings(shared)
  return listOf(draft.document, list).map((component) => {
    const id = componentId(component)
    const name = nameOf(component, shared)
    const { field, folder, hidden, tags } = settingsOf(component, ofShared)
    const notes = [
      ...(typeof folder === 'string' ? [folder] : []),
      ...(hidden === true ? [words.hidden] : []),
      ...('shared' in component ? [words.shared] : []),
    ]
    return {
      place: { list, id },
      name,
      folder: typeof folder === 'string' ? folder : undefined,
      notes,
      words: [
        name,
        id,
        String(field ?? ''),
        String(folder ?? ''),
        ...(Array.isArray(tags) ? (tags as string[]) : []),
      ],
    }
  })
}

const listStandard = ({ known }: ViewEditing, list: ListName): readonly Entry[] =>
  standardOf(known, list).map(({ id, name, description = '' }) => ({
    place: { list, id },
    name,
    notes: [],
    words: [name, id, description],
  }))

const notes = style({
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'end',
  alignItems: 'baseline',
  gap: 4,
})
const subdued = style({ font: 'ui-xs', color: 'neutral-subdued' })
const list = style({
  listStyleType: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  maxHeight: 320,
  overflowY: 'auto',
})
const item = style({ display: 'flex', alignItems: 'center', minWidth: 0 })
const row = style({
  display: 'flex',
  flexGrow: 1,
  minWidth: 0,
  justifyContent: 'space-between',
  alignItems: 'baseline',
  gap: 8,
  font: 'ui-sm',
  fontWeight: { default: 'normal', isCurrent: 'bold' },
  color: 'neutral',
  textDecoration: 'none',
  paddingX: 8,
  paddingY: 4,
  borderRadius: 'sm',
  backgroundColor: { default: 'transparent', ':hover': 'gray-100', isCurrent: 'gray-200' },
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineWidth: 2,
  outlineColor: 'focus-ring',
  outlineOffset: -2,
})
