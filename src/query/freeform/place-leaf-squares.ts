import type { MaskRef } from '../../engine/index.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { placeSquares, type Squares, type SquaresLeaf } from '../formula/index.ts'
import { noSquaresOfCredit } from './credit.ts'
import { type LeafContext, listLeafSegments } from './leaf.ts'
import { atLeaf } from './leaf-path.ts'
import { type CompiledOperand, compileOperand, limitOperand, chooseMeasure } from './operand.ts'
import { selectByParents } from './parents.ts'
import { type Keys, readKeys, noKeys } from './tally.ts'

/** Squares per unit, on the rows of what is squared. Errors: request/impossible with attribution. */
export async function placeLeafSquares(
  c: Compilation,
  context: LeafContext & { readonly leaf: SquaresLeaf },
): Promise<Squares> {
  const { leaf, dimensions, rowMask, filter, plan, scope, period } = context
  const spec = {
    metric: leaf.node.metric,
    segments: [...scope.segments, ...plan.request.segments, ...listLeafSegments(leaf)],
    where: plan.request.where,
    attribution: leaf.node.attribution ?? plan.request.attribution,
    period,
    path: plan.path,
  }
  const operand = await atLeaf(context, () => compileOperand(c, spec))
  if (operand.attribution && dimensions.length > 0) throw noSquaresOfCredit(operand)
  const limited = limitOperand(c, operand, await selectByParents(c, plan, scope))
  const place = (own: CompiledOperand, keys: Keys, rows: MaskRef) => {
    const mask = c.plan.and(own.mask, rows)
    const measure = chooseMeasure(c, own, mask, keys.lists.includes(true))
    return placeSquares(c, { unit: leaf.squares, keys, measure, mask })
  }
  return {
    rows: place(limited, readKeys(dimensions, limited.elements), rowMask),
    total: place(limited, noKeys, null),
    filtered: filter.isEmpty
      ? null
      : place(limitOperand(c, limited, filter.select(c)), noKeys, null),
  }
}
