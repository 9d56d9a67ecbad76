import { z } from 'zod'
import { type FormulaNames, parseText } from '../../formula/parse.ts'
import { checkBudget } from '../../model/budgets/index.ts'
import { type InvalidCode, parseAs, ThroughlineError } from '../../model/errors.ts'
import type { Formula, WrittenFormula } from '../../model/formula.ts'
import type { Path } from '../../model/path.ts'
import { readModel } from '../attribution/model.ts'
import { formulaFunctionNames } from './functions/index.ts'

const functionName = z.enum(formulaFunctionNames)

const names: FormulaNames = {
  functions: formulaFunctionNames,
  checkAttribution: (attribution) => void readModel(attribution, []),
}

/** A formula written as text. Errors, with line and column: formula/syntax, formula/unknown-function. */
export const parseFormula = (text: string): Formula => parseText(text, names)

/**
 * The tree of a formula, whichever way it is written. Errors: those of a text at `path`, …/too-large; in a tree
 * `code` at an unknown function or attribution model.
 */
export function readFormula(
  written: WrittenFormula,
  path: Path = ['formula'],
  code: InvalidCode = 'definition/invalid',
): Formula {
  if (typeof written !== 'string') {
    checkNames(written, path, code)
    return written
  }
  try {
    checkBudget('formula-length', written.length)
    return parseFormula(written)
  } catch (error) {
    throw error instanceof ThroughlineError ? tellWhose(error, code).at(path) : error
  }
}

/** A text that is too large is too large a definition, or request. */
const tellWhose = (error: ThroughlineError, code: InvalidCode): ThroughlineError =>
  error.code === 'request/too-large' && code === 'definition/invalid'
    ? error.as('definition/too-large')
    : error

function checkNames(node: Formula, path: Path, code: InvalidCode): void {
  if (typeof node === 'number') return
  if ('metric' in node && node.attribution !== undefined) {
    readModel(node.attribution, [...path, 'attribution'], code)
  }
  if ('function' in node) parseAs(functionName, node.function, code, [...path, 'function'])
  if (!('args' in node)) return
  for (const [index, arg] of (node.args ?? []).entries()) {
    checkNames(arg, [...path, 'args', index], code)
  }
}
