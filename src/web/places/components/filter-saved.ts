import type { SavedComponent } from '../../../model/answers/data-views.ts'
import { isWithin } from '../../../model/folders.ts'

export interface SavedFilter {
  readonly text: string
  readonly kind: SavedComponent['kind'] | 'any'
  /** Empty: any. */
  readonly tag: string
  readonly hasSame: boolean
}

export const noFilter: SavedFilter = { text: '', kind: 'any', tag: '', hasSame: false }

export const savedKey = ({ kind, id }: Pick<SavedComponent, 'kind' | 'id'>): string =>
  `${kind} ${id}`

/** Those that have every word, the kind and the tag. */
export function filterSaved(
  all: readonly SavedComponent[],
  { text, kind, tag, hasSame }: SavedFilter,
): readonly SavedComponent[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return all.filter((saved) => {
    const { name, id, words: said, description = '', folder = '', tags } = saved
    const whole = [name, id, said, description, folder, ...tags]
    const searched = whole.join(' ').toLocaleLowerCase()
    return (
      words.every((word) => searched.includes(word)) &&
      (kind === 'any' || saved.kind === kind) &&
      (tag === '' || saved.tags.includes(tag)) &&
      (!hasSame || saved.sameAs.length > 0)
    )
  })
}

/** Those within a folder; all without one, and those that are in none for an empty one. */
export function filterFolder(
  all: readonly SavedComponent[],
  folder: string | undefined,
): readonly SavedComponent[] {
  if (folder === undefined) return all
  if (folder === '') return all.filter((saved) => saved.folder === undefined)
  return all.filter((saved) => isWithin(saved.folder, folder))
}

/** Every tag once, in the order of the alphabet. */
export const listTags = (all: readonly SavedComponent[]): readonly string[] =>
  [...new Set(all.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b))

/** Whether several can be merged: each says the same as all others, and its place can be taken by them. */
export const areSame = (chosen: readonly SavedComponent[]): boolean =>
  chosen.length > 1 &&
  chosen.every(
    ({ kind, id, sameAs }) =>
      kind !== 'annotation' &&
      chosen.every(
        (other) => other.kind === kind && (other.id === id || sameAs.includes(other.id)),
      ),
  )
