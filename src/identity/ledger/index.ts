export { listUndone, pairKey, printIdentity, type Said, sayLedger } from './effective.ts'
export { type Edit, listEdits } from './list-edits.ts'
export {
  appendEntries,
  draftEntry,
  dropEntriesOf,
  dropLedger,
  type Entry,
  type EntryDraft,
  hashIdentity,
  type Identity,
  listForgotten,
  readLedger,
} from './ledger.ts'
