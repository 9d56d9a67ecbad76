import { createEngine } from '../../engine/index.ts'
import { Dictionary } from '../../model/dictionary.ts'
import type { JourneyFieldType, JourneySchema, LookupMap } from '../../model/journey.ts'
import { listAllFields } from './all-fields.ts'
import type { JourneySource } from './journey-source.ts'

/**
 * A journey with these fields and without events, persons or values: what definitions are checked
 * against, whether or not data has arrived.
 */
export function createEmptySource(schema: JourneySchema): JourneySource {
  const empty = { ...schema, events: 0, persons: 0, firstTime: null, lastTime: null }
  const typeOf = (path: string) => listAllFields(schema).find((field) => field.path === path)?.type
  const remembered = new Map<string, unknown>()
  return {
    schema: async () => empty,
    dictionary: async (path) => Dictionary.of(typeOf(path) === 'boolean' ? ['false', 'true'] : []),
    lookup: async (path) => emptyLookup(typeOf(path)),
    lookupList: async () => new Uint32Array(2),
    summary: async () => ({
      time: new Float64Array(),
      columns: new Map(),
      dictionaries: new Map(),
    }),
    membership: async () => ({
      offsets: new Uint32Array(2),
      starts: new Float64Array(),
      codes: new Uint32Array(),
    }),
    async run(plan) {
      const partials = createEngine().createRunner(plan).partial()
      return { partials, dataVersion: schema.dataVersion, scannedBatches: 0, events: 0, persons: 0 }
    },
    memo<T>(key: string, make: () => T): T {
      if (!remembered.has(key)) remembered.set(key, make())
      return remembered.get(key) as T
    },
  }
}

function emptyLookup(type: JourneyFieldType | undefined): LookupMap {
  const isNumber = type === 'number' || type === 'timestamp'
  if (isNumber) return { kind: 'numbers', table: Float64Array.of(Number.NaN) }
  return { kind: 'codes', table: Uint32Array.of(0), dictionary: Dictionary.of([]) }
}
