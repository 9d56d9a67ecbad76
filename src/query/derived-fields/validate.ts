import type { DerivedField } from '../../model/derived-field.ts'
import { Dictionary } from '../../model/dictionary.ts'
import type { JourneySchema } from '../../model/journey.ts'
import { type DataView, dataView } from '../../model/definitions/data-view.ts'
import { definitionsOf } from '../compilation/definitions.ts'
import { startCompilation } from '../components/start-compilation.ts'
import type { JourneySource } from '../compilation/journey-source.ts'
import { compileDerivedField } from './compile.ts'

/**
 * Checks a derived field against the fields that there are, without data: unknown fields, components
 * and rules, wrong types, bad patterns and circles throw the errors of `compileDerivedField`; paths
 * begin at the field's place in the data view's `derivedFields`.
 */
export async function validateDerivedField(
  field: DerivedField,
  schema: JourneySchema,
  view: DataView = emptyView(field),
): Promise<void> {
  const others = view.derivedFields.some(({ id }) => id === field.id)
  const derivedFields = others
    ? view.derivedFields.map((one) => (one.id === field.id ? field : one))
    : [...view.derivedFields, field]
  const bare = { ...view, derivedFields, session: { startMetrics: [] } }
  const c = await startCompilation(emptySource(schema), bare, definitionsOf([]), 0)
  await compileDerivedField(c, field)
}

const emptyView = (field: DerivedField): DataView =>
  dataView.parse({ kind: 'data-view', id: 'view', connection: 'any', derivedFields: [field] })

/** A journey without events, persons or values. */
function emptySource(schema: JourneySchema): JourneySource {
  const empty = { ...schema, events: 0, persons: 0, firstTime: null, lastTime: null }
  const none = Dictionary.of([])
  const typeOf = (path: string) => schema.fields.find((field) => field.path === path)?.type
  const isNumber = (path: string) => ['number', 'timestamp'].includes(typeOf(path) ?? '')
  return {
    schema: async () => empty,
    dictionary: async () => none,
    lookup: async (path) =>
      isNumber(path)
        ? { kind: 'numbers', table: Float64Array.of(Number.NaN) }
        : { kind: 'codes', table: Uint32Array.of(0), dictionary: none },
    async run({ aggregations }) {
      const partials = aggregations.map((aggregation) =>
        aggregation.kind === 'group'
          ? { keys: aggregation.keys.map(() => new Uint32Array()), values: [new Float64Array()] }
          : { numbers: new Float64Array() },
      )
      return { partials, dataVersion: '', scannedBatches: 0, events: 0, persons: 0 }
    },
    memo: (_key, make) => make(),
  }
}
