import { SearchField } from '@react-spectrum/s2/SearchField'
import type { TextFieldRef } from '@react-spectrum/s2/TextField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { memo, type RefObject, useDeferredValue, useMemo, useRef, useState } from 'react'
import { componentsQuery } from '../../../api/index.ts'
import type { Command } from '../../../app/commands/command.ts'
import { useCommands } from '../../../app/commands/command-registry.ts'
import { texts } from '../../../texts/index.ts'
import { useProjectPage } from '../project-page.ts'
import { keyOf, listGroups, type RailGroup, searchGroups } from './rail-entry.ts'
import { favourites, recent } from './rail-memory.ts'
import { NewComponentLink } from './new-component-link.tsx'
import { RailSection } from './rail-section.tsx'

/** What can be put into the project’s panels: everything that its data view has. */
export function ProjectRail() {
  const { document, isEditable, selected } = useProjectPage()
  const panel = document.panels.find(({ id }) => id === selected?.panel) ?? document.panels[0]
  const dataView = String(panel?.['dataView'] ?? document['dataView'])
  return isEditable ? <Rail key={dataView} dataView={dataView} /> : null
}

function Rail({ dataView }: { readonly dataView: string }) {
  const [search, setSearch] = useState('')
  const { data } = useQuery(componentsQuery(dataView))
  const field = useRef<TextFieldRef>(null)
  useSearchKey(field)
  const groups = useMemo(() => (data === undefined ? [] : listGroups(data)), [data])
  return (
    <aside aria-label={texts.rail.label} className={rail}>
      <SearchField
        ref={field}
        aria-label={texts.rail.search}
        placeholder={texts.rail.search}
        size="S"
        value={search}
        onChange={setSearch}
        styles={style({ width: 'full' })}
      />
      <RailLists groups={groups} search={useDeferredValue(search)} dataView={dataView} />
    </aside>
  )
}

interface RailListsProps {
  readonly groups: readonly RailGroup[]
  readonly search: string
  readonly dataView: string
}

/** Drawn after what is typed, and given up for the next key: lists are long. */
const RailLists = memo(function RailLists({ groups, search, dataView }: RailListsProps) {
  const found = searchGroups(groups, search)
  const entries = groups.flatMap((group) => group.entries)
  const listed = (keys: readonly string[]) =>
    keys.flatMap((key) => entries.find((entry) => keyOf(entry) === key) ?? [])
  const kept = { favourites: listed(favourites.use()), recent: listed(recent.use()) }
  const isSearching = search.trim() !== ''
  return (
    <>
      {!isSearching &&
        (['favourites', 'recent'] as const).map((id) =>
          kept[id].length === 0 ? null : (
            <RailSection key={id} title={texts.rail[id]} entries={kept[id]} dataView={dataView} />
          ),
        )}
      {found.map(({ id, entries: own }) => (
        <RailSection
          key={id}
          title={texts.rail[id]}
          entries={own}
          folders={isSearching ? 'open' : 'closed'}
          dataView={dataView}
          adder={
            id in makers && (
              <NewComponentLink {...makers[id as keyof typeof makers]} dataView={dataView} />
            )
          }
        />
      ))}
      {isSearching && found.length === 0 && <p className={note}>{texts.rail.nothing}</p>}
    </>
  )
})

/** Where components of a group are made. */
const makers = {
  calculatedMetrics: { to: '/components/metric', label: texts.saved.newMetric },
  segments: { to: '/components/segment', label: texts.saved.newSegment },
  dateRanges: { to: '/components/date-range', label: texts.saved.newRange },
} as const

/** `/` goes to the search. */
function useSearchKey(field: RefObject<{ focus: () => void } | null>): void {
  const commands = useMemo(
    (): Command[] => [
      {
        id: 'search-components',
        name: texts.rail.search,
        group: texts.rail.label,
        keys: '/',
        run: () => field.current?.focus(),
      },
    ],
    [field],
  )
  useCommands(commands)
}

const rail = style({
  display: { default: 'none', lg: 'flex' },
  flexDirection: 'column',
  gap: 12,
  boxSizing: 'border-box',
  width: 240,
  flexShrink: 0,
  padding: 8,
  overflowY: 'auto',
  backgroundColor: 'layer-2',
  borderEndWidth: 1,
  borderStartWidth: 0,
  borderYWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
const note = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0, paddingX: 8 })
