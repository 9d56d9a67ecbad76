import type { Compilation } from './compilation.ts'
import { listDomain, type TextValue } from './value.ts'
import { ownColumns } from '../../model/own-columns.ts'

/** No value on any event. */
export function compileNoValue(c: Compilation): TextValue {
  const table = c.plan.table(new Uint32Array(c.schema.datasets.length + 1))
  const input = c.plan.add({ op: 'column', column: ownColumns.dataset })
  const ref = c.plan.add({ op: 'map', input, table })
  return { kind: 'text', ref, domain: listDomain('no value', []), isList: false }
}
