import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { dataViewsQuery, makeProject, projectsQuery } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'

/** Makes a project on the data view that the last project has, and opens it. Needs a data view. */
export function useNewProject() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const views = useQuery(dataViewsQuery).data
  const last = useQuery(projectsQuery).data?.[0]?.dataView
  const dataView = views?.find(({ id }) => id === last) ?? views?.[0]
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      if (dataView === undefined) throw new Error(texts.projectList.needsDataView)
      return makeProject(dataView, texts.projectList.untitled)
    },
    onSuccess: async (id) => {
      await client.invalidateQueries(projectsQuery)
      await navigate({ to: '/projects/$id', params: { id } })
    },
  })
  return { make: () => mutate(), canMake: dataView !== undefined, isPending, error }
}
