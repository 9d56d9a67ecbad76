import type { ProjectModel } from './project-model.ts'

/** What is kept of a page until the server has it: by a project and a client. */
export type KeptSteps = Pick<ProjectModel, 'taken' | 'queue' | 'isSent' | 'mine' | 'conflicts'>

/** Where texts are kept by key; a browser’s storage. */
export interface TextStore {
  readonly getItem: (key: string) => string | null
  readonly setItem: (key: string, text: string) => void
  readonly removeItem: (key: string) => void
}

const START = 'throughline.steps.'
const keyOf = (project: string, client: string): string => `${START}${project}.${client}`

/** Gives whether there was room. */
export function keepSteps(
  store: TextStore,
  project: string,
  { client, taken, queue, isSent, mine, conflicts }: ProjectModel,
): boolean {
  const key = keyOf(project, client)
  try {
    if (queue.length === 0 && conflicts.length === 0) store.removeItem(key)
    else store.setItem(key, JSON.stringify({ taken, queue, isSent, mine, conflicts }))
    return true
  } catch {
    return false
  }
}

/** Undefined where nothing waits, or where it cannot be read. */
export function readSteps(
  store: TextStore,
  project: string,
  client: string,
): KeptSteps | undefined {
  try {
    const text = store.getItem(keyOf(project, client))
    return text === null ? undefined : (JSON.parse(text) as KeptSteps)
  } catch {
    return undefined
  }
}

export const forgetSteps = (store: TextStore, project: string, client: string): void =>
  store.removeItem(keyOf(project, client))

/** The clients of a project whose steps wait in a store. */
export const listWaiting = (keys: readonly string[], project: string): readonly string[] => {
  const start = keyOf(project, '')
  return keys.filter((key) => key.startsWith(start)).map((key) => key.slice(start.length))
}
