export type {
  AudienceStore,
  CountedChanges,
  MembershipChunk,
  ReplacedState,
  StoredChange,
  StoredMember,
} from './audiences/index.ts'
export type { Audit, AuditEntry } from './audit.ts'
export type { StoreCopy } from './copy.ts'
export type { ApplyOptions, Known, StoredDefinition, WriteOptions } from './definition-store.ts'
export type { JobStore } from './job-store.ts'
export type { MembershipHistory } from './membership-history.ts'
export type { KeptChange, NewChange as NewProfileChange } from './profiles/changes.ts'
export type { Carried, NamedIdentity, OwnedIdentity } from './profiles/identities.ts'
export type { ProfileRows, ProfileStore } from './profiles/profile-store.ts'
export type { Work } from './profiles/work.ts'
export type { ProjectStore, StepBy } from './projects/index.ts'
export { hasData } from './removals.ts'
export { type SessionStore, sessionLimits } from './session-store.ts'
export type { WantedDelivery } from './want-deliveries.ts'
export { openStore, refuseFilledStore, restoreStore, type Store } from './store.ts'
