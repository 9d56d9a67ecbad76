import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import type { SavedComponent } from '../../../model/answers/data-views.ts'
import { Ago } from '../../components/ago.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { DefinitionLink } from './definition-link.tsx'
import { savedKey } from './filter-saved.ts'

interface ComponentTableProps {
  readonly all: readonly SavedComponent[]
  readonly shown: readonly SavedComponent[]
  readonly dataView: string
  /** The one that is shown; what is directly in it does not say so again. */
  readonly folder: string | undefined
  readonly selected: ReadonlySet<string>
  readonly onSelect: (key: string, isSelected: boolean) => void
}

/** Saved components with what they say and how they are used. */
export const ComponentTable = ({
  all,
  shown,
  dataView,
  folder,
  selected,
  onSelect,
}: ComponentTableProps) => (
  <DataTable
    label={texts.saved.title}
    rows={shown}
    keyOf={savedKey}
    columns={[
      {
        name: texts.saved.name,
        cell: (saved) => (
          <span className={nameCell}>
            <Checkbox
              size="S"
              aria-label={texts.saved.select(saved.name)}
              isSelected={selected.has(savedKey(saved))}
              onChange={(isSelected) => onSelect(savedKey(saved), isSelected)}
            />
            <span className={style({ display: 'grid', minWidth: 0 })}>
              <DefinitionLink kind={saved.kind} id={saved.id} view={dataView}>
                {saved.name}
              </DefinitionLink>
              {saved.folder !== undefined && saved.folder !== folder && (
                <span className={quiet}>{saved.folder}</span>
              )}
            </span>
          </span>
        ),
      },
      { name: texts.saved.kind, cell: ({ kind }) => <Short>{texts.saved.kinds[kind]}</Short> },
      { name: texts.saved.words, cell: (saved) => <Words saved={saved} all={all} /> },
      { name: texts.saved.tags, cell: ({ tags }) => tags.join(', ') },
      { name: texts.saved.owner, cell: ({ owner }) => owner ?? '' },
      { name: texts.saved.usedBy, isNumber: true, cell: ({ usedBy }) => printFigure(usedBy) },
      {
        name: texts.saved.changed,
        cell: ({ updatedAt }) => (
          <Short>
            <Ago at={updatedAt} />
          </Short>
        ),
      },
    ]}
  />
)

const Short = ({ children }: { readonly children: ReactNode }) => (
  <span className={style({ whiteSpace: 'nowrap' })}>{children}</span>
)

function Words({
  saved: { kind, words, description, sameAs },
  all,
}: {
  readonly saved: SavedComponent
  readonly all: readonly SavedComponent[]
}) {
  const names = sameAs.map(
    (id) => all.find((other) => other.kind === kind && other.id === id)?.name ?? id,
  )
  return (
    <span className={style({ display: 'grid', gap: 4, minWidth: 240, overflowWrap: 'anywhere' })}>
      {description !== undefined && <span>{description}</span>}
      <span className={description === undefined ? '' : quiet}>{words}</span>
      {names.length > 0 && <span className={quiet}>{texts.saved.same(names.join(', '))}</span>}
    </span>
  )
}

const quiet = style({ font: 'ui-sm', color: 'neutral-subdued' })
const nameCell = style({ display: 'flex', alignItems: 'baseline', gap: 4, minWidth: 160 })
