import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { SharedProject } from '../../../model/answers/projects.ts'
import type { DateRangeRef } from '../../../model/date-ranges.ts'
import type { ProjectDocument } from '../../../model/projects/document.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { RequestError, sharedProjectQuery } from '../../api/index.ts'
import { DateRangeField } from '../../components/date-range-field.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { ShownByLinkContext } from '../../components/use-denied-export.ts'
import { texts } from '../../texts/index.ts'
import { Panel } from './panel-section.tsx'
import { type ProjectPage, ProjectPageContext } from './project-page.ts'

/** A project as whoever has its link reads it. */
export function SharedPlace() {
  const { token } = useParams({ from: '/shared/$token' })
  const { data, error, refetch } = useQuery(sharedProjectQuery(token))
  if (data !== undefined) return <Shared token={token} shared={data} />
  if (error === null) return <SkeletonRows />
  if (error instanceof RequestError && error.problem.status === 404) {
    return <EmptyState title={texts.sharing.gone}>{texts.sharing.goneHint}</EmptyState>
  }
  return <ProblemNotice error={error} onRetry={() => void refetch()} />
}

interface SharedProps {
  readonly token: string
  readonly shared: SharedProject
}

function Shared({ token, shared }: SharedProps) {
  const [dateRange, setDateRange] = useState<DateRangeRef>()
  const document = shared.document as unknown as ProjectDocument
  const page = useMemo(
    (): ProjectPage => ({
      document,
      isEditable: false,
      edit: () => undefined,
      link: { token, dateRange },
      selected: null,
      select: () => undefined,
    }),
    [document, token, dateRange],
  )
  const title = String(document['name'] ?? texts.project.untitled)
  return (
    <ProjectPageContext value={page}>
      <ShownByLinkContext value={true}>
        <PlaceHeader title={title} />
        <div className={place}>
          <h1 className={style({ font: 'heading', margin: 0 })}>{title}</h1>
          {shared.allowsDates && <Dates value={dateRange} onChange={setDateRange} />}
          {document.panels.map((panel) => (
            <Panel key={panel.id} panel={{ ...panel, collapsed: undefined }} />
          ))}
        </div>
      </ShownByLinkContext>
    </ProjectPageContext>
  )
}

interface DatesProps {
  readonly value: DateRangeRef | undefined
  readonly onChange: (value: DateRangeRef | undefined) => void
}

/** Other dates for the whole project, or each panel’s own. */
function Dates({ value, onChange }: DatesProps) {
  const today = new Date().toISOString().slice(0, 10)
  if (value === undefined) {
    return (
      <ActionButton
        size="S"
        onPress={() => onChange('last-30-days')}
        styles={style({ width: 'fit' })}
      >
        {texts.sharing.otherDates}
      </ActionButton>
    )
  }
  return (
    <div className={style({ display: 'flex', gap: 8, alignItems: 'center', flexWrap: 'wrap' })}>
      <DateRangeField
        value={value}
        dateRanges={[]}
        dataDays={{ start: today, end: today }}
        isLabelHidden
        hasAll={false}
        onChange={onChange}
      />
      <ActionButton size="S" isQuiet onPress={() => onChange(undefined)}>
        {texts.sharing.ownDates}
      </ActionButton>
    </div>
  )
}

const place = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 24,
  height: 'full',
  boxSizing: 'border-box',
  overflowY: 'auto',
  padding: { default: 12, md: 24 },
})
