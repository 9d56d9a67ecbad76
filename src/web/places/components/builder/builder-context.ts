import { createContext, use } from 'react'
import type { ComponentList } from '../../../../model/answers/data-views.ts'
import type { Extent } from '../../../../model/answers/previews.ts'
import type { SegmentContainer } from '../../../../model/conditions.ts'
import type { Path } from '../../../../model/path.ts'
import type { Edited } from './edit-tree.ts'

export interface RuleFigures extends Extent {
  readonly words: string
}

/** What every part of the builder works with. */
export interface Builder {
  readonly root: SegmentContainer
  readonly dataView: string
  readonly components: ComponentList
  readonly dataDays: { readonly start: string; readonly end: string }
  /** What conditions keep, by `pathKey`. */
  readonly figures: ReadonlyMap<string, RuleFigures>
  /** The figures are those of the rules before. */
  readonly isStale: boolean
  /** The rule that is being dragged; null where none is. */
  readonly dragged: Path | null
  readonly drag: (path: Path | null) => void
  readonly change: (root: SegmentContainer) => void
  /** The same, and takes the focus to what was meant; null changes nothing. */
  readonly edit: (edited: Edited | null) => void
}

export const BuilderContext = createContext<Builder | null>(null)

export function useBuilder(): Builder {
  const builder = use(BuilderContext)
  if (builder === null) throw new Error('there is no builder around this')
  return builder
}

export const pathKey = (path: Path): string => JSON.stringify(path)
