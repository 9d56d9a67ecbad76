import { queryOptions } from '@tanstack/react-query'
import type { ListedProject } from '../../model/answers/projects.ts'
import { call } from './http.ts'

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: ({ signal }) => call<readonly ListedProject[]>('/projects', { signal }),
})

export const starProject = (id: string, isStarred: boolean): Promise<unknown> =>
  call(`/projects/${encodeURIComponent(id)}/star`, { method: isStarred ? 'PUT' : 'DELETE' })

export const deleteProject = (id: string): Promise<unknown> =>
  call(`/definitions/project/${encodeURIComponent(id)}`, { method: 'DELETE' })

/** The project that the reader opened last; undefined where there is none, or where nobody can say. */
export async function findLastProject(): Promise<string | undefined> {
  try {
    const projects = await call<readonly ListedProject[]>('/projects')
    const latestFirst = projects.toSorted((one, other) =>
      (other.openedAt ?? '').localeCompare(one.openedAt ?? ''),
    )
    return latestFirst[0]?.id
  } catch {
    return undefined
  }
}
