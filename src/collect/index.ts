export type { Call } from './call.ts'
export { unpackBody } from './body.ts'
export {
  type Entry,
  isProfileEntry,
  isRowEntry,
  type ProfileEntry,
  type Rejected,
  type RejectEntry,
  type RowEntry,
} from './entry.ts'
export { isUnreadable, type Item, rejectEvent, TRANSLATED, type Unreadable } from './event.ts'
export { type Journal, openJournal } from './journal/journal.ts'
export { readLines } from './journal/line.ts'
export { hashKey, makeKey } from './keys.ts'
export { leaveOutKey } from './leave-out-key.ts'
export { type Fitted, fitRow } from './landing/fit-row.ts'
export { type Arrival, isRow, land } from './landing/land.ts'
export { type ProfileKey, tellProfile, type ToldOfProfile } from './landing/tell-profile.ts'
export { unlandRow, untellProfile } from './landing/unland.ts'
export {
  adoptProfile,
  attributesOf,
  changeProfile,
  emptyProfile,
  type Profile,
} from './profile/profile.ts'
export { protocols } from './protocols/index.ts'
export type { Outcome, Protocol, ProtocolRoute, Reading, Reply } from './protocol.ts'
export { readItem } from './read-item.ts'
export { parseAhead, parseJson } from './read-json.ts'
export { type CollectedRow, rowFields } from './row.ts'
export { listSnippets } from './snippets.ts'
