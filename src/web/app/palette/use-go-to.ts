import { useNavigate } from '@tanstack/react-router'
import { pageOfSection } from '../../places/help/search.ts'

/** The ways to single things. */
export function useGoTo() {
  const navigate = useNavigate()
  return {
    project: (id: string) => void navigate({ to: '/projects/$id', params: { id } }),
    dataset: (id: string) => void navigate({ to: '/datasets/$id', params: { id } }),
    source: (id: string) => void navigate({ to: '/sources/$id', params: { id } }),
    audience: (id: string) => void navigate({ to: '/audiences/$id', params: { id } }),
    destination: (id: string) => void navigate({ to: '/destinations/$id', params: { id } }),
    people: (find: string) => void navigate({ to: '/people', search: { find } }),
    reference: (section: string, entry: string) =>
      void navigate({
        to: '/help/$page',
        params: { page: pageOfSection(section) },
        search: { entry },
      }),
    person: (space: string, id: string) =>
      void navigate({ to: '/identity/$space', params: { space }, search: { id } }),
  }
}
