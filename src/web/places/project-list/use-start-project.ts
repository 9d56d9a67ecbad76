import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ProjectStart } from '../projects/start-project.ts'

/** Makes a project of what it starts with, and opens it. */
export function useStartProject() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async (start: ProjectStart) => {
      // What knows every visualization is loaded when it is needed.
      const { startProject } = await import('../projects/start-project.ts')
      return startProject(client, start)
    },
    onSuccess: (id) => navigate({ to: '/projects/$id', params: { id } }),
  })
}
