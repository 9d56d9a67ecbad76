import type { DerivedField } from '../../model/derived-field.ts'
import type { DerivedFieldPreview, PreviewItem } from '../../model/answers/previews.ts'
import type { DataView } from '../../model/definitions/data-view.ts'
import type { Compilation } from '../compilation/compilation.ts'
import type { Definitions } from '../compilation/definitions.ts'
import { compileField } from '../compilation/fields.ts'
import { startCompilation } from '../components/start-compilation.ts'
import type { JourneySource } from '../compilation/journey-source.ts'
import { compileRules } from '../derived-fields/compile.ts'
import { asItems } from '../derived-fields/items.ts'
import type { Known } from '../derived-fields/operand.ts'

/**
 * What the rules of a derived field, saved or not, read and make: items before and after, most
 * frequent first. Errors as `compileDerivedField`.
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
  const results = await compileRules(c, field)
  const fields = [...new Set(fieldsOf(field.rules))].filter((path) => isStored(c, path))
  const inputs: Known[] = []
  for (const path of fields) {
    inputs.push({ value: await compileField(c, path), key: `field ${path}` })
  }
  const tops = await topItems(c, [...inputs, ...results], limit)
  return {
    fields: fields.map((path, index) => ({ field: path, items: tops[index]! })),
    rules: tops.slice(fields.length).map((items) => ({ items })),
  }
}

const isStored = (c: Compilation, path: string): boolean =>
  c.schema.fields.some((field) => field.path === path)

function fieldsOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) =>
    key === 'field' && typeof value === 'string' ? [value] : fieldsOf(value),
  )
}

async function topItems(
  c: Compilation,
  known: readonly Known[],
  limit: number,
): Promise<readonly (readonly PreviewItem[])[]> {
  const values = []
  for (const one of known) values.push(await asItems(c, one))
  for (const { ref, domain, isList } of values) {
    c.plan.aggregate({
      kind: 'group',
      keys: [ref],
      sizes: [domain.size],
      lists: [isList],
      mask: null,
      measures: [{ measure: 'count', mask: null }],
    })
  }
  const { partials } = await c.source.run(c.plan.build())
  return values.map(({ domain }, index) => {
    const partial = partials[index]!
    if (!('values' in partial)) throw new Error('a group has values')
    const counts = partial.values[0]!
    const keys = 'keys' in partial ? partial.keys : null
    const items = Array.from(counts, (events, row) => ({
      item: domain.item(keys ? keys[0]![row]! : row),
      events,
    }))
    const found = items.filter(({ events }) => events > 0)
    return found.sort((a, b) => b.events - a.events).slice(0, limit)
  })
}
