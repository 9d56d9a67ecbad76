import type { PersonsPartial } from '../../../engine/index.ts'
import { describeScope } from '../../freeform/words.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { scopeMask } from '../../segments/scope-mask.ts'
import type { ReportDoor } from '../report.ts'
import { ownColumns } from '../../../model/own-columns.ts'

/** The person ids behind an answer, in the order of ids. */
export const people: ReportDoor<'people'> = {
  async compile(c, request, path) {
    const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
    const mask = await scopeMask(c, request.segments, period, [...path, 'segments'])
    const report = c.plan.aggregate({ kind: 'persons', mask })
    const dictionary = await c.source.dictionary(ownColumns.person)
    return (partials) => {
      const { codes } = partials[report] as PersonsPartial
      const ids = Array.from(codes, (code) => dictionary.value(code)!).sort()
      const last = request.offset + request.limit
      return { people: ids.slice(request.offset, last), count: ids.length }
    }
  },
  explain: (c, request) => [...describeScope(c, request), 'Lists the persons with such an event.'],
}
