export { listUndone, pairKey, printIdentity, type Said, sayLedger } from './effective.ts'
export {
  appendEntries,
  draftEntry,
  dropEntriesOf,
  type Entry,
  type EntryDraft,
  type Identity,
  readLedger,
} from './ledger.ts'
