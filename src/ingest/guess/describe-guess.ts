import type { Guessed } from '../../model/answers/imports.ts'
import type { ColumnShape } from './column-shape.ts'
import { isFilled, type PersonCandidate, rankPersons } from './guess-person.ts'
import { guessRowId } from './guess-row-id.ts'

/** How many are named. */
const MOST_CANDIDATES = 5

/** Who the rows seem to be about; `told` is the field that somebody has named. */
export function describeGuess(shapes: readonly ColumnShape[], told: string | undefined): Guessed {
  const ranked = rankPersons(shapes)
  const person = shapes.find(({ path }) => path === (told ?? ranked[0]?.path))
  return {
    personId: told ?? person?.path ?? null,
    rowId: guessRowId(shapes.filter(({ path }) => path !== person?.path)) ?? null,
    candidates: ranked.slice(0, MOST_CANDIDATES).map(describeCandidate),
    warnings: person === undefined ? [nobody] : warnOfGaps(person, ranked),
  }
}

const nobody = 'no field seems to name the person: say which one does'

function describeCandidate({ path, rows, filled, distinct }: PersonCandidate) {
  return {
    field: path,
    filled: filled / rows,
    values: distinct,
    rowsPerValue: distinct === 0 ? 0 : filled / distinct,
  }
}

function warnOfGaps(person: ColumnShape, ranked: readonly PersonCandidate[]): readonly string[] {
  if (isFilled(person)) return []
  const { path, rows, filled } = person
  const better = ranked.filter((each) => each.path !== path && each.filled > filled)
  const named = better.map((each) => `${each.path} (${percent(each.filled / rows)})`).join(', ')
  const advice = named === '' ? 'no field that names persons has more values' : `better: ${named}`
  const empty = `${path} is empty on ${percent(1 - filled / rows)} of the rows, which belong to nobody then`
  return [`${empty}; ${advice}`]
}

const percent = (part: number): string =>
  part > 0 && part < 0.01 ? 'under 1 %' : `${Math.round(part * 100)} %`
