import type { AudienceStore, MembershipChunk } from '../store/index.ts'

/** Reads what is stored and writes nothing: what would be written is told. */
export const openDryStore = (
  store: AudienceStore,
  onWrite: (chunk: MembershipChunk) => void,
): AudienceStore => ({
  ...store,
  claim: async () => true,
  claimAll: async (audiences) => new Map(audiences.map((id) => [id, ''])),
  release: async () => undefined,
  writeState: async () => undefined,
  replaceStates: async () => undefined,
  writeRun: async () => undefined,
  dropOldRuns: async () => undefined,
  write: async (chunk) => onWrite(chunk),
  finish: async (chunks) => chunks.forEach(onWrite),
})
