import type { ThroughlineError } from '../model/errors.ts'
import type { WrittenFormula } from '../model/formula.ts'
import type { Path } from '../model/path.ts'
import { locatePosition } from './tokens.ts'

/**
 * An error inside a formula that is written as text is told of the text, which has no branches: with
 * the line, column and position of the name that is wrong among its parameters. Others stay as they are.
 */
export function tellInText(
  error: ThroughlineError,
  written: WrittenFormula,
  path: Path,
): ThroughlineError {
  if (typeof written !== 'string' || !isInside(error.path, path)) return error
  const name = nameIn(error.params)
  const position = typeof name === 'string' ? written.indexOf(name) : -1
  const place = position < 0 ? {} : locatePosition(written, position)
  return error.at(path, place)
}

function nameIn(params: ThroughlineError['params']): unknown {
  if ('id' in params) return params.id
  return 'function' in params ? params.function : undefined
}

const isInside = (path: Path, outer: Path): boolean =>
  outer.every((key, index) => path[index] === key)
