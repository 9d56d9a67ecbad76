import type { PersonsPartial } from '../../../engine/index.ts'
import type { SegmentRules } from '../../../model/answers/segment-rules.ts'
import type { SegmentContainer } from '../../../model/conditions.ts'
import type { DateRangeRef } from '../../../model/date-ranges.ts'
import { ownColumns } from '../../../model/own-columns.ts'
import { describeRule, describeSegment, namesIn } from '../../segments/describe.ts'
import { leaveOut } from '../../segments/leave-out.ts'
import { compareExtents, type PreviewContext } from '../segment.ts'
import { addCounts } from './count-rules.ts'
import { findMissing } from './find-missing.ts'
import { compileKept, openRange } from './open-segment.ts'
import { tellPeople } from './tell-people.ts'

const MOST_PEOPLE = 5

/**
 * What a segment keeps of a range, what each of its conditions keeps alone, five people who qualify with
 * the events that make them, and five who just miss it with what they miss (§5.6). Errors: those of
 * `compileSegment` and date ranges.
 */
export async function previewSegmentRules(
  context: PreviewContext,
  definition: SegmentContainer,
  dateRange: DateRangeRef,
): Promise<SegmentRules> {
  const range = await openRange(context, dateRange)
  const { c } = range
  const readCounts = await addCounts(range, definition)
  const mask = await compileKept(range, definition)
  const persons = c.plan.aggregate({ kind: 'persons', mask })
  const { partials } = await c.source.run(c.plan.build(), { isOnce: true })
  const { kept, total, rules, left } = readCounts(partials)
  const qualifying = (partials[persons] as PersonsPartial).codes.slice(0, MOST_PEOPLE)
  const missing = await findMissing(context, definition, dateRange, MOST_PEOPLE)
  const names = namesIn(c)
  const [ids, told] = [
    await c.source.dictionary(ownColumns.person),
    await tellPeople(
      context,
      [
        ...[...qualifying].map((code) => ({ code, definition })),
        ...missing.people.map(({ code, ways }) => ({
          code,
          definition: leaveOut(definition, ways[0]!),
        })),
      ],
      dateRange,
    ),
  ]
  const personAt = (code: number, at: number) => {
    const { events, eventCount } = told[at]!
    return { person: ids.value(code)!, events: [...events], eventCount }
  }
  return {
    words: describeSegment(definition, names),
    ...compareExtents(kept, total),
    rules,
    left,
    qualifying: [...qualifying].map(personAt),
    missing: {
      conditions: missing.conditions,
      count: missing.count,
      people: missing.people.map(({ code, ways }, i) => ({
        ...personAt(code, qualifying.length + i),
        ways: ways.map((way) =>
          way.map((path) => ({ path: [...path], words: describeRule(definition, path, names) })),
        ),
      })),
    },
    warnings: [...c.warnings],
  }
}
