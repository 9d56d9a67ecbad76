export { findChangeBefore, type SpaceChange, listChanges } from './changes.ts'
export { draftSpace, dropDraft } from './draft.ts'
export { type Edited, editSpace } from './edit.ts'
export type { Feed } from './feed.ts'
export { forgetIdentities, listKnown } from './forgotten.ts'
export { parseIdentity, readGraph } from './identities.ts'
export { lookAtGraph } from './look.ts'
export { listMembers } from './members.ts'
export { listQuarantined, listSuspects, measureSpace } from './overview.ts'
export { withOwnedBy } from './owners.ts'
export { refreshSpace } from './refresh.ts'
export { searchIdentities } from './search.ts'
export { dropSpace } from './drop.ts'
export { checkSpaces, dropSpaceLeftovers, loadSpace, type SpaceState } from './state.ts'
export { listTouchedIdentities } from './touched.ts'
export { toStitchingGraph } from './stitching.ts'
export {
  wishJudgement,
  wishLinks,
  wishMerge,
  wishSplit,
  wishUndo,
  wishUnlink,
} from './wishes.ts'
