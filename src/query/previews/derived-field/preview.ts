import type { DerivedField } from '../../../model/derived-field.ts'
import type { DerivedFieldPreview } from '../../../model/answers/previews.ts'
import type { DataView } from '../../../model/definitions/data-view.ts'
import type { Definitions } from '../../compilation/definitions.ts'
import { startCompilation } from '../../components/start-compilation.ts'
import type { JourneySource } from '../../compilation/journey-source.ts'
import { type CompiledRule, compileRules } from '../../derived-fields/compile.ts'
import { addGroup } from './groups.ts'
import { addRule } from './rule.ts'
import { addTopItems } from './top-items.ts'

/**
 * What the rules of a derived field, saved or not, read and make on all events: items, values before and
 * after each rule, and to how many events each of its cases applies; most frequent first. Errors as
 * `compileDerivedField`.
 */
export async function previewDerivedField(
  source: JourneySource,
  view: DataView,
  field: DerivedField,
  definitions: Definitions,
  { now, limit = 10 }: { readonly now: number; readonly limit?: number },
): Promise<DerivedFieldPreview> {
  const others = view.derivedFields.filter(({ id }) => id !== field.id)
  const edited = { ...view, derivedFields: [...others, field] }
  const c = await startCompilation(source, edited, definitions, now)
  const rules = await compileRules(c, field)
  const readEvents = addGroup(c, [])
  const fields: (readonly [string, Awaited<ReturnType<typeof addTopItems>>])[] = []
  for (const input of listFields(rules, (path) => c.schema.fields.some((f) => f.path === path))) {
    fields.push([input.path, await addTopItems(c, input.known, limit)])
  }
  const readers: Awaited<ReturnType<typeof addRule>>[] = []
  for (const index of rules.keys()) readers.push(await addRule(c, field, rules, index, limit))
  const { partials } = await c.source.run(c.plan.build(), { isOnce: true })
  return {
    events: readEvents(partials)[0]?.events ?? 0,
    fields: fields.map(([path, readItems]) => ({ field: path, items: [...readItems(partials)] })),
    rules: readers.map((readRule) => readRule(partials)),
  }
}

/** The stored fields that rules read, once each. */
function listFields(rules: readonly CompiledRule[], isStored: (path: string) => boolean) {
  const read = rules.flatMap(({ inputs }) =>
    inputs.flatMap(({ input, ...known }) =>
      'field' in input ? [{ path: input.field, known }] : [],
    ),
  )
  const stored = read.filter(({ path }) => isStored(path))
  return new Map(stored.map((one) => [one.path, one])).values()
}
