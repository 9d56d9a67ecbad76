import { parseDate } from '@internationalized/date'
import { getOwn } from '../../../../model/own.ts'
import { findName } from '../../../components/component-groups.ts'
import type { RangeChoice } from '../../../components/date-range-field.tsx'
import { printItem } from '../../../components/item-text.ts'
import { texts } from '../../../texts/index.ts'
import { isRecord } from '../../../visualizations/read-settings.ts'
import { matching, type Slot, type SlotChoice, take } from './slot.ts'

const t = texts.ask.slots

/** The data view that is asked. */
export const viewSlot: Slot<string> = {
  label: t.view,
  read: (stored) => (typeof stored === 'string' ? stored : undefined),
  print: (id, { views }) => views.find((view) => view.id === id)?.name ?? id,
  groups: ({ views }, text) =>
    matching([{ name: t.view, choices: views.map(({ id, name }) => take(id, name)) }], text),
}

/** Who is asked about: everyone, or a segment. */
export const whoSlot: Slot<string | null> = {
  label: t.who,
  read: (stored) => (stored === null || typeof stored === 'string' ? stored : undefined),
  print: (id, { context }) => (id === null ? t.everyone : findName(context.components, id)),
  groups: ({ context }, text) => {
    const own = context.components.segments.map(({ id, name, description }) =>
      take<string | null>(id, name, description),
    )
    return matching(
      [
        { name: t.who, choices: [take<string | null>(null, t.everyone)] },
        { name: texts.components.segments, choices: own },
      ],
      text,
    )
  },
}

const presetNames: Readonly<Record<string, string>> = texts.presets

/** When: all data, a preset, a range with a name, or days from a calendar. */
export const rangeSlot: Slot<RangeChoice> = {
  label: texts.dates.dateRange,
  read: readRange,
  print: (range, { context }) => printRange(range, context.components.dateRanges),
  groups: ({ context }, text) => {
    const named = (list: readonly { readonly id: string; readonly name: string }[]) =>
      list.map(({ id, name }) => take<RangeChoice>(id, name))
    const calendar: SlotChoice<RangeChoice> = {
      name: t.daysCalendar,
      takes: { further: { kind: 'days' } },
    }
    const presets = Object.entries(presetNames).map(([id, name]) => ({ id, name }))
    return matching(
      [
        {
          name: texts.dates.dateRange,
          choices: [take<RangeChoice>('all', texts.dates.allData), calendar],
        },
        { name: texts.dates.ownRanges, choices: named(context.components.dateRanges) },
        { name: texts.dates.presets, choices: named(presets) },
      ],
      text,
    )
  },
  ofDays: (first, last) => ({
    start: first,
    end: parseDate(last).add({ days: 1 }).toString(),
  }),
}

const isDate = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

function readRange(stored: unknown): RangeChoice | undefined {
  if (typeof stored === 'string' && stored !== '') return stored
  if (!isRecord(stored)) return undefined
  const { start, end } = stored
  return isDate(start) && isDate(end) && start < end ? { start, end } : undefined
}

function printRange(
  range: RangeChoice,
  named: readonly { readonly id: string; readonly name: string }[],
): string {
  if (range === 'all') return t.allData
  if (typeof range === 'string') {
    const preset = getOwn(presetNames, range)
    return preset?.toLowerCase() ?? named.find(({ id }) => id === range)?.name ?? range
  }
  const { start, end } = range
  if (typeof start !== 'string' || typeof end !== 'string') return texts.dates.customRange
  const last = parseDate(end.slice(0, 10)).subtract({ days: 1 }).toString()
  return t.fromTo(printItem(start.slice(0, 10), 'day'), printItem(last, 'day'))
}
