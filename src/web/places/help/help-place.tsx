import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { referenceQuery } from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { findHelpPage } from '../../help/help-pages.ts'
import { HelpText } from '../../help/help-text.tsx'
import { texts } from '../../texts/index.ts'
import { listPage } from '../definitions/page-styles.ts'
import { FoundList } from './found-list.tsx'
import { PageList } from './page-list.tsx'
import { ReferencePage } from './reference-page.tsx'
import { type HelpSearch, sectionOfPage } from './search.ts'

/** What everything means: a page for each concept and job, and the reference. */
export function HelpPlace() {
  const { page: shown = '' } = useParams({ strict: false })
  const { find = '', entry }: HelpSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const { data: reference, error } = useQuery(referenceQuery)
  const section = sectionOfPage(shown)
  const found = reference?.find(({ id }) => id === section)
  const title = found?.label ?? findHelpPage(shown)?.title ?? texts.help.title
  const search = (text: string) =>
    void navigate({
      to: '/help/$page',
      params: { page: shown },
      search: text === '' ? {} : { find: text },
      replace: true,
    })
  return (
    <div className={listPage}>
      <PlaceHeader title={title} />
      <h1 className={style({ font: 'heading', margin: 0 })}>{texts.help.title}</h1>
      <SearchField
        label={texts.help.search}
        size="S"
        value={find}
        onChange={search}
        styles={style({ width: 'full', maxWidth: 480 })}
      />
      {error && <ProblemNotice error={error} level={2} />}
      <div className={columns}>
        <PageList current={shown} reference={reference ?? []} />
        <div className={style({ minWidth: 0 })}>
          {find.trim() !== '' && <FoundList search={find} reference={reference ?? []} />}
          {find.trim() === '' && section === undefined && <HelpText id={shown} />}
          {find.trim() === '' &&
            section !== undefined &&
            (found === undefined && reference === undefined && !error ? (
              <SkeletonRows />
            ) : (
              <ReferencePage key={section} section={found} entry={entry} />
            ))}
        </div>
      </div>
    </div>
  )
}

const columns = style({
  display: 'grid',
  gridTemplateColumns: { default: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 3fr)' },
  gap: 32,
  alignItems: 'start',
})
