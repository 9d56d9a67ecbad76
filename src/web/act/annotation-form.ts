import {
  type CalendarDate,
  type CalendarDateTime,
  type DateValue,
  parseAbsolute,
  parseDate,
  parseDateTime,
  toCalendarDateTime,
} from '@internationalized/date'
import type { AnnotationColor } from '../../model/annotation-colors.ts'
import { proposeId } from '../../model/propose-id.ts'
import type { AnnotationDocument } from '../api/index.ts'

/** An annotation as its form holds it: the last day is named, and stored as the day before which it ends. */
export interface AnnotationForm {
  readonly name: string
  readonly description: string
  readonly start: CalendarDate | CalendarDateTime | null
  readonly end: CalendarDate | CalendarDateTime | null
  readonly color: AnnotationColor
  readonly components: readonly string[]
  readonly segments: readonly string[]
  readonly isOfAll: boolean
  readonly owner: string
  readonly tags: string
}

export const hasTime = (date: DateValue | null): boolean => date !== null && 'hour' in date

/** Errors: of a text that is no date. */
function readDate(text: string, timeZone: string): CalendarDate | CalendarDateTime {
  if (text.length === 10) return parseDate(text)
  const hasOffset = /(Z|[+-]\d{2}:?\d{2})$/.test(text)
  if (hasOffset) return toCalendarDateTime(parseAbsolute(asAbsolute(text), timeZone))
  return parseDateTime(text.replace(' ', 'T'))
}

const asAbsolute = (text: string): string => new Date(text.replace(' ', 'T')).toISOString()

/** The first day, or hour, of an interval of time: `2026-01-31T14`, `2026-01`, `2026-Q1`, `2026`. */
export function startOfInterval(interval: string): CalendarDate | CalendarDateTime | null {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(interval)
  if (quarter !== null) {
    return parseDate(`${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, '0')}-01`)
  }
  if (/^\d{4}$/.test(interval)) return parseDate(`${interval}-01-01`)
  if (/^\d{4}-\d{2}$/.test(interval)) return parseDate(`${interval}-01`)
  if (/^\d{4}-\d{2}-\d{2}$/.test(interval)) return parseDate(interval)
  if (/^\d{4}-\d{2}-\d{2}T\d{2}$/.test(interval)) return parseDateTime(`${interval}:00`)
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(interval) ? parseDateTime(interval) : null
}

export const newForm = (interval: string): AnnotationForm => ({
  name: '',
  description: '',
  start: startOfInterval(interval),
  end: null,
  color: 'orange',
  components: [],
  segments: [],
  isOfAll: false,
  owner: '',
  tags: '',
})

export function readForm(document: AnnotationDocument, timeZone: string): AnnotationForm {
  const start = readDate(document.start, timeZone)
  const end = document.end === undefined ? null : readDate(document.end, timeZone)
  const isOfDays = !hasTime(start) && !hasTime(end)
  const asTimed = (date: CalendarDate | CalendarDateTime) =>
    isOfDays ? date : toCalendarDateTime(date)
  return {
    name: document.name ?? document.id,
    description: document.description ?? '',
    start: asTimed(start),
    end: end === null ? null : isOfDays ? end.subtract({ days: 1 }) : asTimed(end),
    color: document.color ?? 'orange',
    components: document.components ?? [],
    segments: document.segments ?? [],
    isOfAll: document.dataView === undefined,
    owner: document.owner ?? '',
    tags: (document.tags ?? []).join(', '),
  }
}

/** As it is written; null as long as it says nothing, or not when. */
export function writeForm(
  form: AnnotationForm,
  id: string,
  dataView: string,
): AnnotationDocument | null {
  const { start, end, name, description, color, components, segments, isOfAll, owner } = form
  if (start === null || name.trim() === '') return null
  const ends = end === null ? undefined : hasTime(end) ? end : end.add({ days: 1 })
  const tags = form.tags
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
  return {
    kind: 'annotation',
    id,
    name: name.trim(),
    ...(description.trim() !== '' && { description: description.trim() }),
    ...(tags.length > 0 && { tags }),
    ...(owner.trim() !== '' && { owner: owner.trim() }),
    ...(!isOfAll && { dataView }),
    start: start.toString(),
    ...(ends !== undefined && { end: ends.toString() }),
    color,
    ...(components.length > 0 && { components: [...components] }),
    ...(segments.length > 0 && { segments: [...segments] }),
  }
}

/** What a form changes of an annotation as it is written; the rest stays as somebody wrote it. */
export function changesOf(
  document: AnnotationDocument,
  before: AnnotationForm,
  after: AnnotationForm,
  dataView: string,
): Partial<AnnotationDocument> {
  const write = (form: AnnotationForm) =>
    writeForm({ ...form, name: document.id || 'new' }, document.id, document.dataView ?? dataView)
  const [old, made] = [write(before), write(after)]
  if (old === null || made === null) return {}
  const keys = Object.keys({ ...old, ...made }) as (keyof AnnotationDocument)[]
  const changed = keys.filter((key) => JSON.stringify(old[key]) !== JSON.stringify(made[key]))
  return Object.fromEntries(changed.map((key) => [key, made[key]]))
}

/** An id that nothing else has. */
export function freeAnnotationId(name: string, taken: readonly string[]): string {
  const base = proposeId(name) ?? 'annotation'
  for (let count = 1; ; count++) {
    const end = count === 1 ? '' : `-${count}`
    const id = `${base.slice(0, 100)}${end}`
    if (!taken.includes(id)) return id
  }
}
