import type { IdentitySpaceStatus } from '../../../model/answers/identity.ts'
import { noFigure, printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'

type Rules = IdentitySpaceStatus['rules']

export const sayLimit = (limit: Rules['namespaces'][number]['limit']): string =>
  limit === undefined
    ? noFigure
    : texts.identity.limit(
        printFigure(limit.count),
        limit.days === undefined ? undefined : printFigure(limit.days),
      )

/** What rules say beside the namespaces, a name and a text each. */
export function sayOtherRules({
  blocked,
  pairs,
  guard,
  anonymous,
}: Omit<Rules, 'namespaces'>): readonly (readonly [string, string])[] {
  const { ruleNames, pair, guarded, owners, nothing } = texts.identity
  const listed = (lines: readonly string[]) => (lines.length === 0 ? nothing : lines.join('; '))
  return [
    [ruleNames.blocked, listed(blocked.map(sayBlocked))],
    [ruleNames.pairs, listed(pairs.map(({ from, to, max }) => pair(from, to, printFigure(max))))],
    [ruleNames.guard, guarded(printFigure(guard.people), printFigure(guard.idsPerMinute))],
    [ruleNames.anonymous, owners[anonymous]],
  ]
}

function sayBlocked(entry: Rules['blocked'][number]): string {
  if ('preset' in entry) return texts.identity.presets[entry.preset]
  return texts.identity.matching(entry.namespace, entry.matches)
}
