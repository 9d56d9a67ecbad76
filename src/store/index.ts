export type {
  DefinitionStore,
  DefinitionVersion,
  StoredDefinition,
  User,
  WriteOptions,
} from './definition-store.ts'
export type { Change } from './definition-writes.ts'
export { openStore, type Store } from './store.ts'
