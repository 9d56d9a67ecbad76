import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { projectsQuery, type ScheduleDocument, schedulesQuery } from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { NameField } from '../definitions/name-field.tsx'
import { page } from '../definitions/page-styles.ts'
import { useDraft } from '../definitions/use-draft.ts'
import { ScheduleCards } from './schedule-cards.tsx'
import { isWhole, oftens } from './schedule-draft.ts'

const route = getRouteApi('/new-schedule')

/** A schedule that is not there yet. */
export function NewSchedulePlace() {
  const { data: projects, error, refetch } = useQuery(projectsQuery)
  const { project = projects?.[0]?.id } = route.useSearch()
  return (
    <div className={page}>
      <PlaceHeader
        title={texts.schedules.new}
        parents={[{ label: texts.schedules.title, to: '/schedules' }]}
      />
      <h1 className={style({ font: 'heading', margin: 0 })}>{texts.schedules.new}</h1>
      {error && <ProblemNotice level={2} error={error} onRetry={() => void refetch()} />}
      {!error && !projects && <SkeletonRows />}
      {projects?.length === 0 && (
        <EmptyState title={texts.schedules.needsProject}>
          <Link to="/projects" className={style({ color: 'neutral' })}>
            {texts.schedules.toProjects}
          </Link>
        </EmptyState>
      )}
      {projects && project !== undefined && <NewSchedule project={project} />}
    </div>
  )
}

function NewSchedule({ project }: { readonly project: string }) {
  const navigate = useNavigate()
  const [saved] = useState(() => {
    const document: ScheduleDocument = { kind: 'schedule', id: '', project, cron: oftens.weekly }
    return { document, version: 0 }
  })
  const { data: all } = useQuery(schedulesQuery)
  const draft = useDraft<ScheduleDocument>(saved)
  const { document, change, save, isSaving, error } = draft
  const make = async () => {
    if (!(await save())) return
    await navigate({ to: '/schedules/$id', params: { id: document.id } })
  }
  return (
    <form
      className={style({ display: 'grid', gap: 16, minWidth: 0 })}
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <div className={style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 8 })}>
        <NameField
          name={document.name ?? ''}
          taken={all?.rows.map(({ id }) => id) ?? []}
          onChange={change}
        />
        <Button
          type="submit"
          size="S"
          variant="accent"
          isDisabled={!isWhole(document)}
          isPending={isSaving}
        >
          {texts.definition.create}
        </Button>
      </div>
      {error && <ProblemNotice level={2} error={error} />}
      <ScheduleCards draft={draft} />
    </form>
  )
}
