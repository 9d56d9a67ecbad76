export { type SpaceChange, listChanges } from './changes.ts'
export { type Edited, editSpace } from './edit.ts'
export type { Feed } from './feed.ts'
export { selectChangedIds, selectOwners } from './owners.ts'
export { refreshSpace } from './refresh.ts'
export { toStitchingGraph } from './stitching.ts'
export { dropSpace, dropSpaceLeftovers, loadSpace, type SpaceState } from './state.ts'
export {
  printLink,
  wishJudgement,
  wishLinks,
  wishMerge,
  wishSplit,
  wishUndo,
  wishUnlink,
} from './wishes.ts'
