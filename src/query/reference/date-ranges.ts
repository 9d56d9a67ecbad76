import type { RangeEnd } from '../../model/date-ranges.ts'
import { dateRangePresets } from '../../model/date-range-presets.ts'
import { readUnitAndCount } from '../../model/duration.ts'
import { describeRegistry, type Section } from './section.ts'

const described = Object.fromEntries(
  Object.entries(dateRangePresets).map(([id, { label, start, end }]) => [
    id,
    {
      label,
      description: `From the ${endText(start)} to the ${endText(end)}.`,
      examples: [{ start, end }],
    },
  ]),
)

/** `{ startOf: 'day', offset: { days: -6 } }` → `start of the day 6 days ago` */
function endText(end: RangeEnd): string {
  if (typeof end === 'string') return end
  const [edge, unit] = 'startOf' in end ? ['start', end.startOf] : ['end', end.endOf]
  if (end.offset === undefined) return `${edge} of this ${unit}`
  const { unit: units, count } = readUnitAndCount(end.offset)
  return `${edge} of the ${unit} ${-count} ${count === -1 ? units.slice(0, -1) : units} ago`
}

export const dateRangeSection: Section = {
  id: 'date-ranges',
  label: 'Date ranges by name',
  description:
    'The `dateRange` of a request by its name; each is the same as the bounds beside it.',
  entries: () => describeRegistry(described),
}
