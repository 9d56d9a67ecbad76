import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import type { ReferenceSection } from '../../../model/answers/reference.ts'
import { helpPages } from '../../help/help-pages.ts'
import { searchPages, searchReference } from '../../help/search-help.ts'
import { texts } from '../../texts/index.ts'
import { pageOfSection } from './search.ts'

interface FoundListProps {
  readonly search: string
  readonly reference: readonly ReferenceSection[]
}

/** Entries of the reference that are listed. */
const MOST_ENTRIES = 40

/** What has every word of a search: pages, then entries of the reference. */
export function FoundList({ search, reference }: FoundListProps) {
  const pages = searchPages(helpPages, search)
  const entries = searchReference(reference, search)
  const count = pages.length + entries.length
  return (
    <section aria-label={texts.help.search} className={style({ display: 'grid', gap: 12 })}>
      <p role="status" className={quiet}>
        {count === 0 ? texts.help.nothing : texts.help.found(count)}
      </p>
      <ul className={list}>
        {pages.map(({ page, piece }) => (
          <li key={page.id}>
            <Link to="/help/$page" params={{ page: page.id }} className={name}>
              {page.title}
            </Link>
            <p className={quiet}>{piece}</p>
          </li>
        ))}
        {entries.slice(0, MOST_ENTRIES).map(({ section, entry }) => (
          <li key={`${section.id} ${entry.id}`}>
            <Link
              to="/help/$page"
              params={{ page: pageOfSection(section.id) }}
              search={{ entry: entry.id }}
              className={name}
            >
              {entry.label}
            </Link>
            <p className={quiet}>
              {section.label} · <code>{entry.id}</code> · {entry.description}
            </p>
          </li>
        ))}
      </ul>
      {entries.length > MOST_ENTRIES && (
        <p className={quiet}>{texts.help.more(entries.length - MOST_ENTRIES)}</p>
      )}
    </section>
  )
}

const quiet = style({
  font: 'ui-sm',
  color: 'neutral-subdued',
  margin: 0,
  overflowWrap: 'anywhere',
})
const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 })
const name = style({ font: 'ui', fontWeight: 'bold', color: 'neutral' })
