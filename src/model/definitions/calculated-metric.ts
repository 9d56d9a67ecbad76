import { z } from 'zod'
import { numberFormat } from '../format.ts'
import { type FormulaReader, findFormulaReferences, writtenFormula } from '../formula.ts'
import { aboutComponent, id, owner } from '../ids.ts'
import type { Reference } from './reference.ts'

/** A formula over metrics, computed per row on aggregated values. semantics §6 */
export const calculatedMetric = z.strictObject({
  kind: z.literal('calculated-metric'),
  id,
  ...aboutComponent,
  owner: owner.optional(),
  dataView: id.optional(),
  formula: writtenFormula,
  format: numberFormat.optional(),
})

export type CalculatedMetric = z.infer<typeof calculatedMetric>

export const calculatedMetricReferences = (
  definition: CalculatedMetric,
  readFormula: FormulaReader,
): readonly Reference[] => [
  ...(definition.dataView === undefined
    ? []
    : [{ kind: 'data-view' as const, id: definition.dataView, path: ['dataView'] }]),
  ...findFormulaReferences(readFormula(definition.formula), ['formula']).map(
    (ref): Reference => ({ ...ref, optional: ref.kind !== 'segment' }),
  ),
]
