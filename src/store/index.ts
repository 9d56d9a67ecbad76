export type { StoredDefinition, WriteOptions } from './definition-store.ts'
export type { StoreCopy } from './copy.ts'
export { openStore, refuseFilledStore, restoreStore, type Store } from './store.ts'
export { type SessionStore, sessionLimits } from './session-store.ts'
