import type { MemoryEvent, MemoryOptions } from './memory-source.ts'
import { createMemorySource } from './memory-source.ts'
import { dataView, type DataView } from '../../src/model/definitions/data-view.ts'
import type { Compilation } from '../../src/query/compilation/compilation.ts'
import { indexDefinitions } from '../../src/query/compilation/definitions.ts'
import { listNumberItems } from '../../src/query/standard/numbered.ts'
import { startCompilation } from '../../src/query/components/start-compilation.ts'
import type { Value } from '../../src/query/compilation/value.ts'
import type { Item } from '../../src/model/result.ts'
import type { JourneySource } from '../../src/query/compilation/journey-source.ts'

export type Row = Omit<MemoryEvent, 'person' | 'time'> & { person?: string; time?: number }

/** Events of the rows in order, a minute apart, with their index in the field `row`. */
export function sourceOf(rows: readonly Row[], options: MemoryOptions = {}): JourneySource {
  const events = rows.map((row, index) => ({
    person: 'p',
    time: index * 60_000,
    ...row,
    fields: { ...row.fields, row: index },
  }))
  return createMemorySource(events, options)
}

export const viewOf = (settings: Partial<Record<keyof DataView, unknown>> = {}): DataView =>
  dataView.parse({ kind: 'data-view', id: 'view', connection: 'all', ...settings })

export async function compilationOf(
  source: JourneySource,
  view: DataView = viewOf(),
  now = 0,
): Promise<Compilation> {
  return startCompilation(source, view, indexDefinitions([]), now)
}

/** The items of a value on each row, in order; a list has several, no value is null. */
export async function itemsPerRow(
  c: Compilation,
  value: Value,
  size: number,
): Promise<readonly (readonly Item[])[]> {
  const text = value.kind === 'text' ? value : await listNumberItems(c, value, `test ${value.ref}`)
  const row = c.plan.add({ op: 'column', column: 'row' })
  const rows = await listNumberItems(
    c,
    { kind: 'number', ref: row, isInstant: false, isList: false },
    'rows',
  )
  const rowsByItem = {
    kind: 'group',
    keys: [rows.ref, text.ref],
    sizes: [rows.domain.size, 2 ** 40],
    lists: [false, text.isList],
    mask: null,
    measures: [{ measure: 'count', mask: null }],
  } as const
  const { partials } = await c.source.run(c.plan.build([rowsByItem]))
  const keys = (partials[0] as { keys: readonly Uint32Array[] }).keys
  const found: Item[][] = Array.from({ length: size }, () => [])
  keys[0]!.forEach((code, index) => {
    found[rows.domain.item(code) as number]!.push(text.domain.item(keys[1]![index]!))
  })
  return found
}

/** The one item of a value on each row. */
export async function itemPerRow(
  c: Compilation,
  value: Value,
  size: number,
): Promise<readonly Item[]> {
  return (await itemsPerRow(c, value, size)).map((items) => items[0] ?? null)
}
