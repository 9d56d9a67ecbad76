import type { MovedComponents, SavedComponent } from '../../model/answers/data-views.ts'
import type { DefinitionKind } from '../../model/definitions/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { isWithin, renameWithin } from '../../model/folders.ts'
import type { View } from '../../query/compilation/view.ts'
import type { StoredDefinition } from '../../store/index.ts'
import { listSavedOf } from './saved-components.ts'
import type { Throughline } from './throughline.ts'

type Moved = MovedComponents['moved']
type SavedKey = Pick<SavedComponent, 'kind' | 'id'>

/** A definition as it was read, and as it is to be. */
interface Changed {
  readonly stored: StoredDefinition
  readonly document: object
  readonly moved: Moved
}

/**
 * Puts components into a folder, or takes them out of theirs (null): all or none.
 * Errors: definition/unknown-id, definition/version-conflict where somebody writes meanwhile.
 */
export async function moveComponents(
  throughline: Throughline,
  components: readonly SavedKey[],
  folder: string | null,
): Promise<MovedComponents> {
  const changes: Changed[] = []
  for (const { kind, id } of components) {
    const stored = await throughline.store.definitions.get(kind, id)
    changes.push(inFolder(stored, folder ?? undefined))
  }
  return applyChanges(throughline, changes)
}

/**
 * Renames a folder of data views: every component that is within it is moved, those of the data views themselves,
 * too, all or none. Errors: request/invalid where a data view has nothing in it, definition/invalid where a path
 * becomes too long, definition/version-conflict where somebody writes meanwhile.
 */
export async function renameFolder(
  throughline: Throughline,
  views: readonly View[],
  from: string,
  to: string,
): Promise<MovedComponents> {
  const changes = new Map<string, Changed>()
  for (const view of views) {
    const found = await renameOf(throughline, view, from, to)
    if (found.length === 0) {
      const reason = `the data view ${view.id} has no component in the folder ${from}`
      throw new ThroughlineError('request/invalid', { reason }, ['from'])
    }
    for (const change of found) changes.set(keyOf(change), change)
  }
  return applyChanges(throughline, [...changes.values()])
}

/** How many components of a data view are within a folder. */
export async function countWithin(
  throughline: Throughline,
  view: View,
  folder: string,
): Promise<number> {
  const changes = await renameOf(throughline, view, folder, folder)
  return changes.reduce((sum, { moved }) => sum + moved.length, 0)
}

/** Components of several data views are found in each. */
const keyOf = ({ stored: { definition } }: Changed): string => `${definition.kind} ${definition.id}`

/** What is changed by renaming a folder in one data view; nothing where it has none of the name. */
async function renameOf(
  throughline: Throughline,
  view: View,
  from: string,
  to: string,
): Promise<readonly Changed[]> {
  const { definitions } = throughline.store
  const saved = await listSavedOf(view.id, definitions)
  const within = saved.flatMap((stored) => {
    const { folder } = stored.definition as { readonly folder?: string }
    if (folder === undefined || !isWithin(folder, from)) return []
    return [inFolder(stored, renameWithin(folder, from, to))]
  })
  const own = renameInView(await definitions.get('data-view', view.id), view, from, to)
  return own.moved.length === 0 ? within : [...within, own]
}

function inFolder(stored: StoredDefinition, folder: string | undefined): Changed {
  const { folder: _, ...document } = stored.document as Record<string, unknown>
  const { kind, id } = stored.definition as SavedKey
  const next = { ...document, ...(folder !== undefined && { folder }) }
  return { stored, document: next, moved: [{ kind, id }] }
}

interface Written {
  readonly id?: string
  readonly shared?: string
}

const lists = [
  ['dimensions', 'dimension'],
  ['metrics', 'metric'],
] as const

/** Where a shared component says the folder, the data view says another one. */
function renameInView(stored: StoredDefinition, view: View, from: string, to: string): Changed {
  const document = { ...(stored.document as Record<string, unknown>) }
  const moved: Moved[number][] = []
  for (const [list, kind] of lists) {
    const components = document[list] as readonly Written[] | undefined
    if (components === undefined) continue
    document[list] = components.map((component) => {
      const id = component.id ?? component.shared ?? ''
      const folder = view[list].get(id)?.folder
      if (folder === undefined || !isWithin(folder, from)) return component
      moved.push({ kind, id })
      return { ...component, folder: renameWithin(folder, from, to) }
    })
  }
  return { stored, document, moved }
}

async function applyChanges(
  { definitions }: Throughline,
  changes: readonly Changed[],
): Promise<MovedComponents> {
  const versions = changes.map(({ stored: { definition, version } }) => ({
    kind: definition.kind as DefinitionKind,
    id: definition.id,
    version,
  }))
  await definitions.apply(
    changes.map(({ document }) => document),
    { ifVersions: versions },
  )
  return { moved: changes.flatMap(({ moved }) => moved) }
}
