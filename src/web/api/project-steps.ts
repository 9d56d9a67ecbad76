import type { ProjectState, ProjectStep, StepTaken } from '../../model/answers/projects.ts'
import type { Patch } from '../../model/projects/patch.ts'
import { call, query } from './http.ts'

const pathOf = (id: string): string => `/projects/${encodeURIComponent(id)}`

/** How the API is called; tests of a page’s model bring their own. */
export type Caller = typeof call

/** A step under its client’s number, by which it can be sent again. */
export interface NumberedStep {
  readonly client: string
  readonly number: number
}

export interface ChangeStep extends NumberedStep {
  readonly base: number
  readonly patches: readonly Patch[]
  readonly note?: string
}

export const readProject = (
  id: string,
  client: string,
  caller: Caller = call,
  signal?: AbortSignal,
): Promise<ProjectState> => caller(pathOf(id) + query({ client }), { signal })

export const changeProject = (
  id: string,
  body: ChangeStep,
  signal: AbortSignal,
  caller: Caller = call,
): Promise<StepTaken> => caller(`${pathOf(id)}/changes`, { method: 'POST', body, signal })

export const takeBackStep = (
  id: string,
  what: 'undo' | 'redo',
  body: NumberedStep,
  signal: AbortSignal,
  caller: Caller = call,
): Promise<StepTaken> => caller(`${pathOf(id)}/${what}`, { method: 'POST', body, signal })

export const restoreVersion = (
  id: string,
  version: number,
  body: NumberedStep,
  signal: AbortSignal,
  caller: Caller = call,
): Promise<StepTaken> =>
  caller(`${pathOf(id)}/versions/${version}/restore`, { method: 'POST', body, signal })

/** Told of steps behind a revision in their order, and of a gap where some are no longer kept. */
export interface StepListener {
  readonly onStep: (step: ProjectStep) => void
  readonly onReset: () => void
}
