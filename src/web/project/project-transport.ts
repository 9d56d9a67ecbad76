import type { ProjectState, StepTaken } from '../../model/answers/projects.ts'
import {
  type Caller,
  changeProject,
  type ChangeStep,
  type NumberedStep,
  readProject,
  restoreVersion,
  type StepListener,
  takeBackStep,
} from '../api/project-steps.ts'

/** What a page asks of the server about one project. Errors: RequestError. */
export interface ProjectTransport {
  readonly read: (client: string, signal: AbortSignal) => Promise<ProjectState>
  readonly change: (step: ChangeStep, signal: AbortSignal) => Promise<StepTaken>
  readonly takeBack: (
    what: 'undo' | 'redo',
    step: NumberedStep,
    signal: AbortSignal,
  ) => Promise<StepTaken>
  readonly restore: (version: number, step: NumberedStep, signal: AbortSignal) => Promise<StepTaken>
  /** Tells steps behind a revision until the function that it gives is called. */
  readonly listen: (after: number, listener: StepListener) => () => void
}

/** Over the API as it is called by `caller`. */
export const openTransport = (
  project: string,
  listen: ProjectTransport['listen'],
  caller?: Caller,
): ProjectTransport => ({
  read: (client, signal) => readProject(project, client, caller, signal),
  change: (step, signal) => changeProject(project, step, signal, caller),
  takeBack: (what, step, signal) => takeBackStep(project, what, step, signal, caller),
  restore: (version, step, signal) => restoreVersion(project, version, step, signal, caller),
  listen,
})
