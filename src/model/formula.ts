import type { Path } from './path.ts'
import { z } from 'zod'
import { attribution } from './attribution.ts'
import { referencesInRefs, segmentRef } from './conditions.ts'
import { componentId } from './ids.ts'

/** The functions of calculated metrics in the order of the builder. semantics §6.1, §6.2 */
export const formulaFunctions = [
  'absolute-value',
  'column-max',
  'column-min',
  'column-sum',
  'count',
  'exponent',
  'mean',
  'median',
  'percentile',
  'quartile',
  'modulo',
  'power',
  'round',
  'row-count',
  'row-max',
  'row-min',
  'row-sum',
  'square-root',
  'standard-deviation',
  'variance',
  'and',
  'or',
  'not',
  'equal',
  'not-equal',
  'greater-than',
  'greater-than-or-equal',
  'less-than',
  'less-than-or-equal',
  'if',
  'ceiling',
  'floor',
  'cube-root',
  'ln',
  'log10',
  'pi',
  'sine',
  'cosine',
  'tangent',
  'arc-sine',
  'arc-cosine',
  'arc-tangent',
  'hyperbolic-sine',
  'hyperbolic-cosine',
  'hyperbolic-tangent',
  'approximate-count-distinct',
  'cumulative',
  'cumulative-average',
  'cdf-z',
  'cdf-t',
  'z-score',
  't-score',
  'z-test',
  't-test',
  'linear-regression-correlation',
  'linear-regression-intercept',
  'linear-regression-predicted-y',
  'linear-regression-slope',
  'log-regression-correlation',
  'log-regression-intercept',
  'log-regression-predicted-y',
  'log-regression-slope',
  'exponential-regression-correlation',
  'exponential-regression-intercept',
  'exponential-regression-predicted-y',
  'exponential-regression-slope',
  'power-regression-correlation',
  'power-regression-intercept',
  'power-regression-predicted-y',
  'power-regression-slope',
  'quadratic-regression-correlation',
  'quadratic-regression-intercept',
  'quadratic-regression-predicted-y',
  'quadratic-regression-slope',
  'reciprocal-regression-correlation',
  'reciprocal-regression-intercept',
  'reciprocal-regression-predicted-y',
  'reciprocal-regression-slope',
  'lift',
  'confidence',
  'confidence-lower',
  'confidence-upper',
  'sample-variance',
] as const

export const formulaFunction = z.enum(formulaFunctions)
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
  function: formulaFunction,
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

export type FormulaFunction = z.infer<typeof formulaFunction>
export type FormulaOperator = z.infer<typeof formulaOperator>
export type FormulaMetric = z.infer<typeof formulaMetric>
export type FormulaNumber = z.infer<typeof formulaNumber>
export type FormulaDimension = z.infer<typeof formulaDimension>
export type FormulaOperation = z.infer<typeof formulaOperation>
export type FormulaCall = z.infer<typeof formulaCall>
export type Formula = z.infer<typeof formula>

type FormulaReference = {
  readonly kind: 'segment' | 'date-range' | 'calculated-metric'
  readonly id: string
  readonly path: Path
}

/** Ids of segments, date ranges and (perhaps calculated) metrics of a formula, with their paths. */
export const referencesInFormula = (
  node: Formula,
  path: Path = [],
): readonly FormulaReference[] => {
  if (typeof node === 'number' || 'number' in node || 'dimension' in node) return []
  const ofSegments = referencesInRefs(node.segments ?? [], [...path, 'segments'])
  if ('metric' in node) {
    const metricPath = [...path, 'metric']
    return [...ofSegments, { kind: 'calculated-metric', id: node.metric, path: metricPath }]
  }
  const ofArgs = (node.args ?? []).flatMap((arg, index) =>
    referencesInFormula(arg, [...path, 'args', index]),
  )
  return [...ofSegments, ...ofArgs]
}
