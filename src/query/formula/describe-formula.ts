import { printFormula } from '../../formula/print.ts'
import type { WrittenFormula } from '../../model/formula.ts'
import { describeAttribution } from '../attribution/describe.ts'
import { nameSegment } from '../segments/describe.ts'
import type { Names } from '../segments/rule.ts'
import { readFormula } from './read.ts'

/** A formula in words, with names for ids: `Orders (Last touch, 30 days) / Sessions`. */
export const describeFormula = (written: WrittenFormula, names: Names): string =>
  printFormula(readFormula(written), {
    metric: (id) => names.metric(id),
    dimension: (id) => names.dimension(id),
    segment: (ref) => nameSegment(ref, names),
    attribution: (attribution) => `(${describeAttribution(attribution)})`,
  })
