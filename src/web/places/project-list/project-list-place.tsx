import { Button } from '@react-spectrum/s2/Button'
import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ListedProject } from '../../../model/answers/projects.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { projectsQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { listPage } from '../definitions/page-styles.ts'
import { ProjectTable } from './project-table.tsx'
import { useNewProject } from './use-new-project.ts'

/** Every project; those first that were changed last. */
export function ProjectListPlace() {
  const [text, setText] = useState('')
  const { data: projects, error, refetch } = useQuery(projectsQuery)
  const { make, canMake, isPending, error: notMade } = useNewProject()
  const found = projects?.filter(matches(text))
  return (
    <div className={listPage}>
      <PlaceHeader title={texts.projectList.title} />
      <div className={head}>
        <h1 className={style({ font: 'heading', margin: 0, flexGrow: 1 })}>
          {texts.projectList.title}
        </h1>
        <SearchField
          aria-label={texts.projectList.search}
          size="S"
          value={text}
          onChange={setText}
        />
        <Button
          variant="accent"
          size="S"
          isDisabled={!canMake}
          isPending={isPending}
          onPress={make}
        >
          {texts.projectList.new}
        </Button>
      </div>
      {notMade && <ProblemNotice error={notMade} />}
      <Card title={texts.projectList.title}>
        {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
        {!error && found === undefined && <SkeletonRows />}
        {projects?.length === 0 && <NoProjects canMake={canMake} />}
        {projects && projects.length > 0 && found?.length === 0 && (
          <EmptyState title={texts.projectList.noneFound}>
            {texts.projectList.noneFoundHint}
          </EmptyState>
        )}
        {found && found.length > 0 && (
          <ProjectTable label={texts.projectList.title} projects={found} />
        )}
      </Card>
    </div>
  )
}

const NoProjects = ({ canMake }: { readonly canMake: boolean }) => (
  <EmptyState title={texts.projectList.none}>
    {canMake ? (
      texts.projectList.noneHint
    ) : (
      <>
        {texts.projectList.needsDataView}{' '}
        <Link to="/data" className={style({ color: 'neutral' })}>
          {texts.projectList.toData}
        </Link>
      </>
    )}
  </EmptyState>
)

const matches = (text: string) => {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return ({ id, name, owner, tags }: ListedProject): boolean => {
    const whole = [id, name ?? '', owner ?? '', ...tags].join(' ').toLocaleLowerCase()
    return words.every((word) => whole.includes(word))
  }
}

const head = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 })
