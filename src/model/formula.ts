import type { Path } from './path.ts'
import { z } from 'zod'
import { attribution } from './attribution.ts'
import { findRefReferences, segmentRef } from './conditions.ts'
import { componentId } from './ids.ts'
import { openName } from './vocabulary.ts'

export const formulaOperator = z.enum(['+', '-', '*', '/', '^'])

const segments = z.array(segmentRef).optional()

/** A metric or calculated metric; `total` is the report's total on every row. */
export const formulaMetric = z.strictObject({
  metric: componentId,
  segments,
  attribution: attribution.optional(),
  total: z.boolean().optional(),
})

export const formulaNumber = z.strictObject({ number: z.number() })

/** A dimension as a function's argument (approximate-count-distinct). */
export const formulaDimension = z.strictObject({ dimension: componentId })

export const formulaOperation = z.strictObject({
  op: formulaOperator,
  get args(): z.ZodArray<typeof formula> {
    return z.array(formula).min(1)
  },
  segments,
})

export const formulaCall = z.strictObject({
  function: z.string().meta(openName('formula-function')),
  get args(): z.ZodOptional<z.ZodArray<typeof formula>> {
    return z.array(formula).optional()
  },
  includeZeros: z.boolean().optional(),
  segments,
})

/** The tree of a calculated metric; a bare number is a constant. semantics §6 */
export const formula: z.ZodUnion<
  readonly [
    z.ZodNumber,
    typeof formulaMetric,
    typeof formulaNumber,
    typeof formulaDimension,
    typeof formulaOperation,
    typeof formulaCall,
  ]
> = z.union([
  z.number(),
  formulaMetric,
  formulaNumber,
  formulaDimension,
  formulaOperation,
  formulaCall,
])

/** A formula as it is written: a tree, or text. */
export const writtenFormula = z.union([
  z.string().min(1).meta({ description: 'as text: revenue / orders' }),
  formula,
])

export type FormulaOperator = z.infer<typeof formulaOperator>
export type FormulaMetric = z.infer<typeof formulaMetric>
export type FormulaNumber = z.infer<typeof formulaNumber>
export type FormulaDimension = z.infer<typeof formulaDimension>
export type FormulaOperation = z.infer<typeof formulaOperation>
export type FormulaCall = z.infer<typeof formulaCall>
export type Formula = z.infer<typeof formula>
export type WrittenFormula = z.infer<typeof writtenFormula>
/** Makes the tree of a formula, whichever way it is written. */
export type FormulaReader = (written: WrittenFormula) => Formula

type FormulaReference = {
  readonly kind: 'segment' | 'date-range' | 'calculated-metric'
  readonly id: string
  readonly path: Path
}

/** Ids of segments, date ranges and (perhaps calculated) metrics of a formula, with their paths. */
export const findFormulaReferences = (
  node: Formula,
  path: Path = [],
): readonly FormulaReference[] => {
  if (typeof node === 'number' || 'number' in node || 'dimension' in node) return []
  const ofSegments = findRefReferences(node.segments ?? [], [...path, 'segments'])
  if ('metric' in node) {
    const metricPath = [...path, 'metric']
    return [...ofSegments, { kind: 'calculated-metric', id: node.metric, path: metricPath }]
  }
  const ofArgs = (node.args ?? []).flatMap((arg, index) =>
    findFormulaReferences(arg, [...path, 'args', index]),
  )
  return [...ofSegments, ...ofArgs]
}
