import { Tab, TabList, TabPanel, Tabs } from '@react-spectrum/s2/Tabs'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type ComponentType, useEffect } from 'react'
import {
  allComponentsQuery,
  type SharedComponentDocument,
  sharedComponentsQuery,
  type Versioned,
  versionedQuery,
} from '../../api/index.ts'
import type { ComponentList } from '../../../model/answers/data-views.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { page } from '../definitions/page-styles.ts'
import { useDraft } from '../definitions/use-draft.ts'
import { BrokenNotice } from './broken-notice.tsx'
import { DataViewHead } from './data-view-head.tsx'
import { AboutPart } from './parts/about-part.tsx'
import { CalendarPart } from './parts/calendar-part.tsx'
import { ComponentsPart } from './parts/components-part.tsx'
import { CurrencyPart } from './parts/currency-part.tsx'
import { SegmentsPart } from './parts/segments-part.tsx'
import { SessionsPart } from './parts/sessions-part.tsx'
import { type ViewPart, viewParts } from './search.ts'
import { ShownViewProvider, ViewEditingProvider } from './view-context.ts'
import type { ViewDocument } from './view-document.ts'

const route = getRouteApi('/data/data-views/$id')

/** One data view: its components, sessions, calendar, currencies, and what is built upon it. */
export function DataViewPlace() {
  const { id } = route.useParams()
  const saved = useQuery(versionedQuery<ViewDocument>('data-view', id))
  const known = useQuery(allComponentsQuery(id))
  const shared = useQuery(sharedComponentsQuery)
  const error = saved.error ?? known.error ?? shared.error
  const isHere = saved.data !== undefined && known.data !== undefined && shared.data !== undefined
  return (
    <div className={page}>
      <PlaceHeader
        title={saved.data?.document.name ?? id}
        parents={[{ label: texts.data.title, to: '/data' }]}
      />
      {error && <ProblemNotice level={2} error={error} onRetry={() => void saved.refetch()} />}
      {!error && !isHere && <SkeletonRows />}
      {isHere && !error && (
        <DataView key={id} saved={saved.data} known={known.data} shared={shared.data} />
      )}
    </div>
  )
}

interface DataViewProps {
  readonly saved: Versioned<ViewDocument>
  readonly known: ComponentList
  readonly shared: readonly SharedComponentDocument[]
}

const parts: Readonly<Record<ViewPart, ComponentType>> = {
  components: ComponentsPart,
  sessions: SessionsPart,
  calendar: CalendarPart,
  currency: CurrencyPart,
  segments: SegmentsPart,
  about: AboutPart,
}

function DataView({ saved, known, shared }: DataViewProps) {
  const draft = useDraft(saved)
  const { part = 'components' } = route.useSearch()
  const navigate = useNavigate()
  const { id } = saved.document
  useAnewOnceSaved(id, saved.version)
  return (
    <ViewEditingProvider value={{ draft, known, shared }}>
      <ShownViewProvider value={{ draft, known, shared }}>
        <DataViewHead />
        <BrokenNotice />
        <Tabs
          aria-label={texts.dataViewPage.parts}
          density="compact"
          selectedKey={part}
          onSelectionChange={(next) =>
            void navigate({
              to: '/data/data-views/$id',
              params: { id },
              search: next === 'components' ? {} : { part: next as ViewPart },
            })
          }
        >
          <TabList>
            {viewParts.map((each) => (
              <Tab key={each} id={each}>
                {texts.dataViewPage.partNames[each]}
              </Tab>
            ))}
          </TabList>
          {viewParts.map((each) => {
            const Part = parts[each]
            return (
              <TabPanel key={each} id={each} UNSAFE_className={panel}>
                <Part />
              </TabPanel>
            )
          })}
        </Tabs>
      </ShownViewProvider>
    </ViewEditingProvider>
  )
}

/** What is known of it is asked for again with each version. */
function useAnewOnceSaved(id: string, version: number): void {
  const client = useQueryClient()
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ['data-views', id] })
  }, [client, id, version])
}

const panel = style({ paddingTop: 16, minWidth: 0 }) as string
