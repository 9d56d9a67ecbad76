import type { ProjectStep } from '../../model/answers/projects.ts'
import { query } from './http.ts'
import type { StepListener } from './project-steps.ts'

const pathOf = (id: string): string => `/api/v1/projects/${encodeURIComponent(id)}`

/** The browser comes back by itself where the server is away for a while; ends with the function it gives. */
export function listenToProject(id: string, after: number, listener: StepListener): () => void {
  const events = new EventSource(`${pathOf(id)}/changes${query({ after })}`)
  events.addEventListener('step', ({ data }: MessageEvent<string>) =>
    listener.onStep(JSON.parse(data) as ProjectStep),
  )
  events.addEventListener('reset', () => listener.onReset())
  return () => events.close()
}
