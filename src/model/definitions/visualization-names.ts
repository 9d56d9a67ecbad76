import { namedRange } from '../conditions.ts'
import { ThroughlineError } from '../errors.ts'
import {
  type Formula,
  type FormulaReader,
  findFormulaReferences,
  writtenFormula,
} from '../formula.ts'
import type { Path } from '../path.ts'
import type { Reference } from './reference.ts'

type Named = 'segment' | 'calculated-metric' | 'date-range'

/** The words by which requests, and settings of visualizations, name saved components. */
const words = new Map<string, Named>([
  ...['segment', 'segments', 'compare', 'compareSegment', 'sets', 'marks'].map(
    (word) => [word, 'segment'] as const,
  ),
  ...['metric', 'metrics', 'secondaryMetric', 'timeSpent', 'measures', 'goal', 'value'].map(
    (word) => [word, 'calculated-metric'] as const,
  ),
  ...['dateRange', 'dateRanges', 'compareDateRange'].map((word) => [word, 'date-range'] as const),
])

/**
 * What a visualization names in its request and settings, wherever it stands. A metric's id may be a component's, and
 * settings may name what is gone: all are optional.
 */
export function findVisualizationNames(
  value: unknown,
  path: Path,
  readFormula: FormulaReader,
): readonly Reference[] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) =>
      findVisualizationNames(each, [...path, index], readFormula),
    )
  }
  if (typeof value !== 'object' || value === null) return []
  // A value that is compared with is none's name.
  const isTest = Object.hasOwn(value, 'op')
  return Object.entries(value).flatMap(([word, child]) => {
    const at = [...path, word]
    if (word === 'formula') return findInFormula(child, at, readFormula)
    const kind = isTest && word === 'value' ? undefined : words.get(word)
    return [
      ...(kind === undefined ? [] : namesOf(kind, child, at)),
      ...findVisualizationNames(child, at, readFormula),
    ]
  })
}

/** Ids that stand right under a word, alone or in a list. */
function namesOf(kind: Named, value: unknown, path: Path): readonly Reference[] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) =>
      typeof each === 'string' ? namesOf(kind, each, [...path, index]) : [],
    )
  }
  if (typeof value !== 'string' || value === '') return []
  if (kind === 'date-range') {
    return namedRange(value, path).map((found) => ({ ...found, optional: true }))
  }
  return [{ kind, id: value, path, optional: true }]
}

/** A formula that is still being written names nothing. */
function findInFormula(
  written: unknown,
  path: Path,
  readFormula: FormulaReader,
): readonly Reference[] {
  const found = tryReading(written, readFormula)
  return found === undefined
    ? []
    : findFormulaReferences(found, path).map((each) => ({ ...each, optional: true }))
}

function tryReading(written: unknown, readFormula: FormulaReader): Formula | undefined {
  const { data } = writtenFormula.safeParse(written)
  if (data === undefined) return undefined
  try {
    return readFormula(data)
  } catch (error) {
    if (error instanceof ThroughlineError) return undefined
    throw error
  }
}
