import type { ReportContext } from '../query/run-reports.ts'
import { type Evaluated, evaluateAudiences } from './evaluate.ts'
import type { Moves } from './moves.ts'
import type { AudienceState } from './state.ts'
import type { ExitReason, Writing } from './writing.ts'

/**
 * Why persons leave who satisfied an audience when it was evaluated last: they go by another id, or satisfy it
 * still as of that moment, or else what is known of them has changed.
 */
export function openReasons(
  context: Promise<ReportContext>,
  audience: Evaluated,
  { evaluatedAt, window }: Pick<AudienceState, 'evaluatedAt' | 'window'>,
  moves: Moves,
): Writing['reasons'] {
  const findAsBefore = async (among: readonly string[]): Promise<ReadonlySet<string>> => {
    if (evaluatedAt === null || window === null) return new Set()
    const then = context.then((opened) => ({ ...opened, now: evaluatedAt }))
    for await (const outcome of evaluateAudiences(then, [{ ...audience, window }], { among })) {
      if ('error' in outcome) continue
      const persons = await outcome.result.persons()
      return new Set(persons.map(({ person }) => person))
    }
    return new Set()
  }
  return async (persons) => {
    const known = await findAsBefore(persons)
    const owners = await moves.after(persons)
    return new Map(
      persons.map((person): [string, ExitReason] => {
        const to = owners.get(person)
        if (to !== undefined) return [person, { reason: 'merged', to }]
        return [person, { reason: known.has(person) ? 'window' : 'data' }]
      }),
    )
  }
}
