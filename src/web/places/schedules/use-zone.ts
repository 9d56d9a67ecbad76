import { useQuery } from '@tanstack/react-query'
import { dataViewsQuery, type ScheduleDocument, versionedQuery } from '../../api/index.ts'

/** The zone of a project's data view. */
export function useZone({ project }: Pick<ScheduleDocument, 'project'>): string {
  const { data: dataViews = [] } = useQuery(dataViewsQuery)
  const { data } = useQuery({
    ...versionedQuery<{ readonly dataView: string }>('project', project),
    enabled: project !== '',
  })
  return dataViews.find(({ id }) => id === data?.document.dataView)?.timeZone ?? 'UTC'
}
