import { z } from 'zod'
import {
  dimensionComponent,
  metricComponent,
  sharedDimension,
  sharedMetric,
} from '../component-settings.ts'
import { findConditionReferences, findRefReferences, segmentContainer } from '../conditions.ts'
import { derivedField } from '../derived-field.ts'
import { duration } from '../duration.ts'
import { about, componentId, id } from '../ids.ts'
import { timeZone } from '../time-zone.ts'
import { asReference, type Reference } from './reference.ts'

const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

const weekday = z.enum(weekdays)

/** Weeks grouped into months; the year starts on a given day, a 53rd week is added in some years. */
const retailCalendar = z.strictObject({
  type: z.enum(['4-5-4', '4-4-5', '5-4-4']),
  firstDayOfYear: z.iso
    .date()
    .meta({ description: 'a day on which a year of this calendar starts' }),
  extraWeekYears: z.array(z.number().int()).optional().meta({
    description: 'years with a 53rd week, added to the last month; by drift when left out',
  }),
})

/** semantics §3.1 */
const calendar = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('gregorian'),
    firstMonth: z.number().int().min(1).max(12).default(1),
    firstDayOfWeek: weekday.default('monday'),
  }),
  retailCalendar,
])

/** A gap longer than the timeout starts a session, and so does an event with a start metric. */
export const sessionSettings = z
  .strictObject({
    timeoutMinutes: z.number().positive().optional(),
    timeout: duration.optional().meta({
      description: 'hours of any clock: months, quarters and years are 30, 91 and 365 days of 24',
    }),
    startMetrics: z.array(componentId).default([]),
  })
  .refine((value) => value.timeoutMinutes === undefined || value.timeout === undefined, {
    message: 'give timeoutMinutes or timeout, not both',
    path: ['timeout'],
  })

/** Dimensions of event and summary datasets that report as one. semantics §3.11 */
export const summaryGroup = z.strictObject({
  dimensions: z.array(componentId).min(2).max(10),
  hidden: componentId.optional(),
})

/** What a unit of a currency is worth from a day on (local midnight), until its next rate. semantics §3.4 */
export const exchangeRate = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as EUR'),
  from: z.iso.date(),
  usd: z.number().positive().meta({ description: 'US dollars per unit' }),
})

const uniqueRates = (rates: readonly ExchangeRate[], context: z.RefinementCtx): void => {
  const seen = new Set<string>()
  for (const [index, { currency, from }] of rates.entries()) {
    const fail = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [index, key], message })
    if (currency === 'USD') fail('currency', 'rates are in US dollars, which need none')
    if (seen.has(`${currency} ${from}`)) fail('from', `${currency} has two rates from ${from} on`)
    seen.add(`${currency} ${from}`)
  }
}

type Identified = { readonly id?: string | undefined; readonly shared?: string }

const uniqueIds = (components: readonly Identified[], context: z.RefinementCtx): void => {
  const seen = new Set<string | undefined>()
  for (const [index, component] of components.entries()) {
    const own = component.id ?? component.shared
    if (seen.has(own)) {
      context.addIssue({ code: 'custom', path: [index, 'id'], message: `${own} is given twice` })
    }
    seen.add(own)
  }
}

/** How events become sessions, dimensions and metrics; read at report time. semantics §3 */
export const dataView = z.strictObject({
  kind: z.literal('data-view'),
  id,
  ...about,
  externalId: z
    .string()
    .max(255)
    .regex(/^\S+$/, 'an external id is not empty and has no spaces')
    .optional()
    .meta({
      description:
        'another name for requests and SQL; the name with underscores for spaces when left out',
    }),
  connection: id,
  timeZone: timeZone.default('UTC'),
  calendar: calendar.default({ type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'monday' }),
  session: sessionSettings.default({ timeoutMinutes: 30, startMetrics: [] }),
  derivedFields: z.array(derivedField).superRefine(uniqueIds).default([]),
  dimensions: z
    .array(z.union([dimensionComponent, sharedDimension]))
    .superRefine(uniqueIds)
    .default([]),
  metrics: z
    .array(z.union([metricComponent, sharedMetric]))
    .superRefine(uniqueIds)
    .default([]),
  segment: z
    .union([id, z.array(z.union([id, segmentContainer])), segmentContainer])
    .optional()
    .meta({ description: 'applied to every report: ids, or a definition' }),
  summaryGroups: z.array(summaryGroup).default([]),
  exchangeRates: z
    .array(exchangeRate)
    .superRefine(uniqueRates)
    .default([])
    .meta({ description: 'for metrics with currency; USD needs none' }),
})

export type SessionSettings = z.infer<typeof sessionSettings>
export type ExchangeRate = z.infer<typeof exchangeRate>
export type SummaryGroup = z.infer<typeof summaryGroup>
export type DataView = z.infer<typeof dataView>

/** By what others than its id a data view is known, if it has a name at all. semantics §2 */
export const readExternalId = ({
  externalId,
  name,
}: Pick<DataView, 'externalId' | 'name'>): string | undefined =>
  externalId ?? name?.trim().replaceAll(/\s+/g, '_')

const segmentReferences = (segment: DataView['segment']): readonly Reference[] => {
  if (segment === undefined) return []
  if (typeof segment === 'string') return [{ kind: 'segment', id: segment, path: ['segment'] }]
  if (Array.isArray(segment)) return findRefReferences(segment, ['segment']).map(asReference)
  return findConditionReferences(segment.where, ['segment', 'where']).map(asReference)
}

const sharedIds = (definition: DataView, list: 'dimensions' | 'metrics'): readonly Reference[] =>
  definition[list].flatMap((component, index): readonly Reference[] =>
    'shared' in component
      ? [{ kind: 'shared-component', id: component.shared, path: [list, index, 'shared'] }]
      : [],
  )

const lookupDatasets = (definition: DataView): readonly Reference[] =>
  definition.derivedFields.flatMap((field, f) =>
    field.rules.flatMap((rule, r): readonly Reference[] => {
      if (rule.dataset === undefined) return []
      const path = ['derivedFields', f, 'rules', r, 'dataset']
      return [{ kind: 'dataset', id: rule.dataset, path }]
    }),
  )

export const dataViewReferences = (definition: DataView): readonly Reference[] => [
  { kind: 'connection', id: definition.connection, path: ['connection'] },
  ...lookupDatasets(definition),
  ...sharedIds(definition, 'dimensions'),
  ...sharedIds(definition, 'metrics'),
  ...segmentReferences(definition.segment),
]
