import { printFormula } from '../../formula/print.ts'
import type { WrittenFormula } from '../../model/formula.ts'

/** A formula as people write it, whichever way it was written. */
export const writeFormula = (written: WrittenFormula): string =>
  typeof written === 'string' ? written : printFormula(written)
