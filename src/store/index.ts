export type { StoredDefinition, WriteOptions } from './definition-store.ts'
export { openStore, type Store } from './store.ts'
export { type SessionStore, sessionLimits } from './session-store.ts'
