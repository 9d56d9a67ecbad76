import { createContext, use } from 'react'
import type { Formula } from '../../../../../model/formula.ts'
import type { BlockTree } from './block-commands.ts'
import type { BlockPath } from './formula-tree.ts'

/** What every block works with. */
export interface Blocks extends BlockTree {
  /** Another block at a path. */
  readonly replace: (path: BlockPath, block: Formula) => void
  /** Another formula; the focus goes to the block at the path. */
  readonly edit: (tree: Formula | null, focus: BlockPath) => void
}

export const BlocksContext = createContext<Blocks | null>(null)

export function useBlocks(): Blocks {
  const blocks = use(BlocksContext)
  if (blocks === null) throw new Error('there are no blocks around this')
  return blocks
}
