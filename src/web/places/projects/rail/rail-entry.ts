import type { ComponentList } from '../../../../model/answers/data-views.ts'
import type { Dropped } from '../../../drag/dropped.ts'

/** A component as the rail lists it. */
export interface RailEntry extends Dropped {
  readonly glyph: 'D' | '#' | 'f' | 'S' | 'date'
  readonly description: string | undefined
  readonly tags: readonly string[]
  readonly folder: string | undefined
  readonly field: string | undefined
  readonly isStandard: boolean
}

export type RailGroupId = 'dimensions' | 'metrics' | 'calculatedMetrics' | 'segments' | 'dateRanges'

export interface RailGroup {
  readonly id: RailGroupId
  readonly entries: readonly RailEntry[]
}

const groups = [
  ['dimensions', 'dimension', 'D'],
  ['metrics', 'metric', '#'],
  ['calculatedMetrics', 'metric', 'f'],
  ['segments', 'segment', 'S'],
  ['dateRanges', 'date-range', 'date'],
] as const

interface Listed {
  readonly id: string
  readonly name: string
  readonly description?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly folder?: string | undefined
  readonly field?: string | undefined
  readonly isStandard?: boolean
  readonly isHidden?: boolean | undefined
}

/** All components of a data view in the order of the rail: the data's own before those that every view has. */
export const listGroups = (components: ComponentList): readonly RailGroup[] =>
  groups.map(([id, kind, glyph]) => ({
    id,
    entries: (components[id] as readonly Listed[])
      .filter(({ isHidden }) => isHidden !== true)
      .map((listed) => ({
        kind,
        glyph,
        id: listed.id,
        name: listed.name,
        description: listed.description,
        tags: listed.tags ?? [],
        folder: listed.folder,
        field: listed.field,
        isStandard: listed.isStandard ?? false,
      }))
      .toSorted((a, b) => Number(a.isStandard) - Number(b.isStandard)),
  }))

/** Those whose name, id, tags, folder or description have every word of a search. */
export function searchGroups(all: readonly RailGroup[], search: string): readonly RailGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return all
  const has = ({ name, id, tags, folder = '', description = '' }: RailEntry) => {
    const text = [name, id, description, folder, ...tags].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  }
  return all
    .map((group) => ({ ...group, entries: group.entries.filter(has) }))
    .filter(({ entries }) => entries.length > 0)
}

/** By which a component is remembered. */
export const keyOf = ({ kind, id }: Pick<Dropped, 'kind' | 'id'>): string => `${kind} ${id}`
