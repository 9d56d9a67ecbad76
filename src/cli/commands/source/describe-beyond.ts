import type { BeyondColumns } from '../../../model/answers/sources.ts'

/** That values have no column of their own, in a line. */
export function describeBeyond({ rowsBeyond, namesBeyond, examples }: BeyondColumns): string {
  const shown = examples.slice(0, 3).join(', ')
  const left = namesBeyond > 3 ? ` and ${namesBeyond - 3} more` : ''
  return `${rowsBeyond} rows have names beyond the columns (${shown}${left}): their values are in more`
}
