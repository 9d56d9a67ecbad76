import { queryOptions } from '@tanstack/react-query'
import type {
  FoldersElsewhere,
  MovedComponents,
  SavedComponent,
} from '../../model/answers/data-views.ts'
import type { DefinitionUser, MergedDefinition } from '../../model/answers/definitions.ts'
import { freeId } from '../../model/propose-id.ts'
import { call, callVersioned, query } from './http.ts'
import { putVersioned } from './versioned.ts'

export const savedComponentsQuery = (dataView: string) =>
  queryOptions({
    queryKey: ['data-views', dataView, 'saved-components'],
    queryFn: ({ signal }) =>
      call<readonly SavedComponent[]>(`/data-views/${dataView}/saved-components`, { signal }),
  })

export const usedByQuery = (kind: string, id: string) =>
  queryOptions({
    queryKey: ['definition', kind, id, 'used-by'],
    queryFn: ({ signal }) =>
      call<readonly DefinitionUser[]>(`/definitions/${kind}/${id}/used-by`, { signal }),
  })

export const deleteDefinition = (kind: string, id: string, version: number): Promise<void> =>
  call(`/definitions/${kind}/${id}`, {
    method: 'DELETE',
    headers: { 'if-match': `"${version}"` },
  })

interface Written {
  readonly kind: string
  readonly id: string
  readonly name?: string
  readonly tags?: readonly string[]
}

type Picked = Pick<SavedComponent, 'kind' | 'id' | 'version'>

/** Writes each as `change` makes it; the first that fails ends it. Errors: RequestError. */
async function changeEach(
  all: readonly Picked[],
  change: (document: Written) => Written,
): Promise<void> {
  for (const { kind, id, version } of all) {
    const { document } = await callVersioned<Written>(`/definitions/${kind}/${id}`)
    const changed = change(document)
    if (changed !== document) await putVersioned(changed, version)
  }
}

/** Adds a tag to each. */
export const addTag = (all: readonly Picked[], tag: string): Promise<void> =>
  changeEach(all, (document) => {
    const { tags = [] } = document
    return tags.includes(tag) ? document : { ...document, tags: [...tags, tag] }
  })

/** Makes somebody the owner of each. */
export const giveOwner = (all: readonly Picked[], owner: string): Promise<void> =>
  changeEach(all, (document) => ({ ...document, owner }) as Written)

/** Puts each into a folder, or out of its own (null); all or none. Errors: RequestError. */
export const moveComponents = (
  all: readonly Picked[],
  folder: string | null,
): Promise<MovedComponents> => {
  const body = { components: all.map(({ kind, id }) => ({ kind, id })), folder }
  return call('/folders/move', { method: 'POST', body })
}

/** Moves all components of data views that are within a folder; all or none. Errors: RequestError. */
export const renameFolder = (
  [first, ...also]: readonly [string, ...string[]],
  from: string,
  to: string,
): Promise<MovedComponents> =>
  call(`/data-views/${first}/folders/rename`, { method: 'POST', body: { from, to, also } })

/** Which other data views have a folder of the path. */
export const foldersElsewhereQuery = (dataView: string, path: string) =>
  queryOptions({
    queryKey: ['data-views', dataView, 'folders-elsewhere', path],
    queryFn: ({ signal }) =>
      call<FoldersElsewhere>(`/data-views/${dataView}/folders/elsewhere${query({ path })}`, {
        signal,
      }),
  })

/** Makes a copy of each under another name. */
export async function copyComponents(
  all: readonly Picked[],
  nameOf: (name: string) => string,
): Promise<void> {
  for (const { kind, id } of all) {
    const { document } = await callVersioned<Written>(`/definitions/${kind}/${id}`)
    const listed = await call<readonly { readonly id: string }[]>(`/definitions/${kind}`)
    const taken = listed.map((each) => each.id)
    const copied = freeId(id, [...taken, id]) ?? id
    await putVersioned({ ...document, id: copied, name: nameOf(document.name ?? id) }, 0)
  }
}

/** Lets what uses each use `into` instead, and removes them. The projects that still name one. */
export async function mergeComponents(
  all: readonly Picked[],
  into: Picked,
): Promise<readonly string[]> {
  const mentioned = new Set<string>()
  for (const { kind, id } of all) {
    if (id === into.id) continue
    const path = `/definitions/${kind}/${id}/merge`
    const merged = await call<MergedDefinition>(path, { method: 'POST', body: { into: into.id } })
    for (const project of merged.mentionedBy) mentioned.add(project.id)
  }
  return [...mentioned]
}
