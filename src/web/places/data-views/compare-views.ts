import type { ViewDocument } from './view-document.ts'
import { texts } from '../../texts/index.ts'
import { type AnyComponent, componentId } from './component-list.ts'
import { calendarSetting } from './forms/calendar-form.ts'
import { isSame, listFormChanges } from './forms/list-changes.ts'
import { formOf } from './forms/sections.ts'
import type { Form } from './forms/setting.ts'
import { sayTimeout } from './timeout.ts'

const words = texts.dataViewPage

/** What differs in a part of two data views. */
export interface Difference {
  readonly where: string
  readonly lines: readonly string[]
}

/** What differs between two data views, in words; empty where they say the same. */
export const compareViews = (from: ViewDocument, to: ViewDocument): readonly Difference[] =>
  [
    { where: words.view, lines: compareSettings(from, to) },
    ...compareComponents('dimensions', from, to),
    ...compareComponents('metrics', from, to),
    { where: words.derivedFields, lines: compareDerived(from, to) },
  ].filter(({ lines }) => lines.length > 0)

const plainForm: Form = {
  name: { label: words.name, control: { kind: 'text' } },
  description: { label: texts.definition.description, control: { kind: 'text' } },
  tags: { label: texts.definition.tags, control: { kind: 'texts' } },
  externalId: { label: words.externalId, control: { kind: 'text' } },
  connection: { label: words.connection, control: { kind: 'text' } },
  timeZone: { label: words.timeZone, control: { kind: 'text' }, default: 'UTC' },
  calendar: calendarSetting,
}

const begin = { timeZone: 'UTC', calendar: { type: 'gregorian' } } as const

function compareSettings(from: ViewDocument, to: ViewDocument): readonly string[] {
  const lines = listFormChanges(plainForm, { ...begin, ...from }, { ...begin, ...to })
  const timeouts = [sayTimeout(from.session), sayTimeout(to.session)] as const
  const starts = [startsOf(from), startsOf(to)] as const
  return [
    ...lines,
    ...(timeouts[0] === timeouts[1] ? [] : [words.changed(words.timeout, ...timeouts)]),
    ...(starts[0] === starts[1] ? [] : [words.changed(words.startMetrics, ...starts)]),
    ...differing(from.segment, to.segment, words.segments),
    ...differing(from.summaryGroups, to.summaryGroups, words.summaryGroups),
    ...differing(from.exchangeRates, to.exchangeRates, words.rates),
  ]
}

const startsOf = ({ session }: ViewDocument): string =>
  (session?.startMetrics ?? []).join(', ') || texts.dataViewSettings.nothing

const differing = (from: unknown, to: unknown, label: string): readonly string[] =>
  isSame(unlessEmpty(from), unlessEmpty(to)) ? [] : [words.differs(label)]

const unlessEmpty = (list: unknown): unknown =>
  Array.isArray(list) && list.length === 0 ? undefined : list

function compareComponents(
  list: 'dimensions' | 'metrics',
  from: ViewDocument,
  to: ViewDocument,
): readonly Difference[] {
  const [before, after] = [from[list] ?? [], to[list] ?? []] as readonly (readonly AnyComponent[])[]
  const ids = [...new Set([...before!, ...after!].map(componentId))]
  const differences = ids.map((id) => {
    const [one, other] = [before!, after!].map((all) => all.find((c) => componentId(c) === id))
    return { where: words.kinds[list](nameOf(other ?? one!)), lines: compareOne(list, one, other) }
  })
  const isReordered = differences.every(({ lines }) => lines.length === 0) && !isSame(before, after)
  return isReordered ? [{ where: words.lists[list], lines: [words.orderDiffers] }] : differences
}

const nameOf = (component: AnyComponent): string => component.name ?? componentId(component)

function compareOne(
  list: 'dimensions' | 'metrics',
  one: AnyComponent | undefined,
  other: AnyComponent | undefined,
): readonly string[] {
  if (one === undefined) return [words.added]
  if (other === undefined) return [words.removed]
  const shared = [sharedOf(one), sharedOf(other)] as const
  return [
    ...(shared[0] === shared[1] ? [] : [words.changed(words.sharedFrom, ...shared)]),
    ...listFormChanges(formOf(list), one, other),
  ]
}

const sharedOf = (component: AnyComponent): string =>
  'shared' in component ? component.shared : texts.dataViewSettings.nothing

function compareDerived(from: ViewDocument, to: ViewDocument): readonly string[] {
  const [before, after] = [from.derivedFields ?? [], to.derivedFields ?? []]
  const ids = [...new Set([...before, ...after].map(({ id }) => id))]
  return ids.flatMap((id) => {
    const [one, other] = [before, after].map((all) => all.find((field) => field.id === id))
    if (isSame(one, other)) return []
    const change = one === undefined ? words.added : other === undefined ? words.removed : undefined
    return [words.within(other?.name ?? one?.name ?? id, change ?? words.rulesDiffer)]
  })
}
