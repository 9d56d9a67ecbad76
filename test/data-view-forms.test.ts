import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  dimensionComponent,
  metricComponent,
  sharedDimension,
  sharedMetric,
} from '../src/model/component-settings.ts'
import { dataView } from '../src/model/definitions/data-view.ts'
import type { Duration } from '../src/model/duration.ts'

import type { Scalar } from '../src/model/operators.ts'
import { attributionModels, allocations } from '../src/engine/index.ts'
import {
  type AnyComponent,
  componentId,
  type ListName,
  replaceComponent,
} from '../src/web/places/data-views/component-list.ts'
import { compareViews } from '../src/web/places/data-views/compare-views.ts'
import { readScalar } from '../src/web/places/components/builder/operand.ts'
import { readTimeout, readSpan, writeTimeout } from '../src/web/places/data-views/timeout.ts'
import { joinRates, readRates } from '../src/web/places/data-views/read-rates.ts'
import { calendarSetting } from '../src/web/places/data-views/forms/calendar-form.ts'
import { readKey, writeKey } from '../src/web/places/data-views/forms/edit-object.ts'
import { isSame } from '../src/web/places/data-views/forms/list-changes.ts'
import { formOf } from '../src/web/places/data-views/forms/sections.ts'
import type { Control, Form, Setting } from '../src/web/places/data-views/forms/setting.ts'
import { printNumbers, readNumbers } from '../src/web/places/data-views/forms/typed-texts.ts'

type Plain = Exclude<Control['kind'], 'group' | 'variants' | 'choice' | 'rules' | 'duration'>
type Schema = Readonly<Record<string, unknown>>

type DataViewDocument = z.input<typeof dataView>
const schemaOf = (schema: z.ZodType): Schema => z.toJSONSchema(schema, { io: 'input' }) as Schema
const optionsOf = (schema: Schema) =>
  (schema['oneOf'] ?? schema['anyOf']) as readonly Schema[] | undefined
const propertiesOf = (schema: Schema) =>
  schema['properties'] as Readonly<Record<string, Schema>> | undefined

/** Where a schema and its form differ: what has no control, or one that cannot say all. */
function differences(schema: Schema, form: Form, path: string): readonly string[] {
  const properties = Object.entries(propertiesOf(schema) ?? {}).filter(
    ([, { const: fixed }]) => fixed === undefined,
  )
  const unknown = Object.keys(form).filter((key) => !properties.some(([name]) => name === key))
  return [
    ...unknown.map((key) => `${path}.${key} is no setting`),
    ...properties.flatMap(([key, property]) => {
      const setting: Setting | undefined = form[key]
      // What tells variants apart, where several share a form.
      if (setting === undefined && key === 'method') return []
      if (setting === undefined && key === 'type' && path.startsWith('calendar')) return []
      if (setting === undefined) return [`${path}.${key} has no control`]
      const required = (schema['required'] as readonly string[] | undefined)?.includes(key)
      const isMissing = required === true && setting.isRequired !== true && key !== 'id'
      return [
        ...(isMissing ? [`${path}.${key} can be left out, and must not`] : []),
        ...differ(property, setting.control, `${path}.${key}`),
      ]
    }),
  ]
}

function differ(schema: Schema, control: Control, path: string): readonly string[] {
  const options = optionsOf(schema)
  switch (control.kind) {
    case 'group':
      return differences(schema, control.form, path)
    case 'variants':
      return (options ?? []).flatMap((option) => differVariant(option, control, path))
    case 'choice':
      return differChoices(schema, Object.keys(control.choices), path)
    case 'rules':
      return schema['type'] === 'array' ? [] : [`${path} is no list`]
    case 'duration':
      return schema['propertyNames'] === undefined ? [`${path} is no duration`] : []
    default:
      return expected[control.kind].includes(schema['type'] as string)
        ? []
        : [`${path} is asked for as ${control.kind}`]
  }
}

const expected: Readonly<Record<Plain, readonly string[]>> = {
  text: ['string'],
  id: ['string'],
  field: ['string'],
  component: ['string'],
  day: ['string'],
  number: ['number', 'integer'],
  switch: ['boolean'],
  texts: ['array'],
  labels: ['array'],
  folder: ['string'],
  numbers: ['array'],
  weights: ['array'],
}

function differChoices(schema: Schema, choices: readonly string[], path: string) {
  const vocabulary = {
    allocation: Object.keys(allocations),
    'attribution-model': Object.keys(attributionModels),
  }[schema['vocabulary'] as string]
  const months = Array.from({ length: 12 }, (_, month) => String(month + 1))
  const named =
    (schema['enum'] as readonly string[] | undefined) ??
    vocabulary ??
    (schema['type'] === 'integer' && schema['maximum'] === 12 ? months : [])
  return isSame(named.toSorted(), choices.toSorted()) ? [] : [`${path} has other choices`]
}

function differVariant(
  option: Schema,
  { variants, find }: Extract<Control, { kind: 'variants' }>,
  path: string,
): readonly string[] {
  if (option['const'] !== undefined) {
    const name = option['const'] as string
    return variants[name] === undefined ? [`${path} has no ${name}`] : []
  }
  return examples(option).flatMap((example) => {
    const name = find(example)
    const variant = variants[name]
    if (variant === undefined) return [`${path} has no ${name}`]
    return differences(option, variant.form, `${path}(${name})`)
  })
}

/** An object of each kind that an option describes: what has a fixed value has it. */
function examples(option: Schema): readonly Schema[] {
  let all: Schema[] = [{}]
  for (const [key, property] of Object.entries(propertiesOf(option) ?? {})) {
    const isKind = key === 'type' || key === 'method'
    const values = isKind
      ? ((property['enum'] as readonly string[]) ?? [property['const']])
      : [undefined]
    const required = (option['required'] as readonly string[] | undefined)?.includes(key)
    if (!isKind && required !== true) continue
    all = all.flatMap((one) => values.map((value) => ({ ...one, [key]: value ?? 0 })))
  }
  return all
}

describe('every setting has a control', () => {
  it.each([
    ['dimensions', dimensionComponent, sharedDimension],
    ['metrics', metricComponent, sharedMetric],
  ] as const)('of %s', (list, own, shared) => {
    expect(differences(schemaOf(own), formOf(list), list)).toEqual([])
    const { shared: _, ...properties } = propertiesOf(schemaOf(shared))!
    expect(Object.keys(properties).toSorted()).toEqual(
      Object.keys(propertiesOf(schemaOf(own))!).toSorted(),
    )
  })

  it('of calendars', () => {
    const calendar = schemaOf(dataView.shape.calendar)
    expect(differ(calendar, calendarSetting.control, 'calendar')).toEqual([])
  })

  it('and a data view has none that this page does not know', () => {
    expect(Object.keys(dataView.shape).toSorted()).toEqual(
      [
        ...['kind', 'id', 'name', 'description', 'tags', 'externalId', 'connection', 'timeZone'],
        ...['calendar', 'session', 'derivedFields', 'dimensions', 'metrics', 'segment'],
        ...['summaryGroups', 'exchangeRates'],
      ].toSorted(),
    )
  })

  it('a forgotten one is found', () => {
    const { lowercase: _, ...form } = formOf('dimensions')
    expect(differences(schemaOf(dimensionComponent), form, 'd')).toEqual([
      'd.lowercase has no control',
    ])
    const odd = z.object({ mode: z.enum(['a', 'b']), size: z.number().optional() })
    const control = { kind: 'choice', choices: { a: 'A' } } as const
    expect(
      differences(schemaOf(odd), { mode: { label: 'Mode', control, isRequired: true } }, 'o'),
    ).toEqual(['o.mode has other choices', 'o.size has no control'])
  })
})

/** Anything that a schema allows, but for what its refinements refuse. */
function anyOf(schema: Schema): fc.Arbitrary<unknown> {
  const options = optionsOf(schema)
  if (options !== undefined) return fc.oneof(...options.map(anyOf))
  if (schema['const'] !== undefined) return fc.constant(schema['const'])
  if (schema['enum'] !== undefined) return fc.constantFrom(...(schema['enum'] as string[]))
  if (schema['propertyNames'] !== undefined) {
    const units = (schema['propertyNames'] as { readonly enum: readonly string[] }).enum
    return fc.record({ unit: fc.constantFrom(...units), n: fc.nat(90) }).map(({ unit, n }) => ({
      [unit]: n,
    }))
  }
  switch (schema['type']) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: 1, max: 10 })
    case 'number':
      return fc.constantFrom(0, 0.5, 1, 7, 12.25, 1e6)
    case 'array':
      return anyList(schema)
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(propertiesOf(schema) ?? {}).map(([key, each]) => [key, anyOf(each)]),
        ),
        { requiredKeys: (schema['required'] ?? []) as string[] },
      )
    default:
      return schema['format'] === 'date'
        ? fc.constantFrom('2026-02-01', '2024-02-29')
        : fc.constantFrom('a', 'b', 'EUR', 'x, y', ' blank ', '1')
  }
}

function anyList(schema: Schema): fc.Arbitrary<unknown> {
  const parts = schema['prefixItems'] as readonly Schema[] | undefined
  if (parts !== undefined) return fc.tuple(...parts.map(anyOf))
  const minLength = (schema['minItems'] as number | undefined) ?? 0
  return fc.array(anyOf(schema['items'] as Schema), { minLength, maxLength: 3 })
}

const validOf = <S extends z.ZodType>(schema: S): fc.Arbitrary<z.input<S>> =>
  anyOf(schemaOf(schema)).filter((value) => schema.safeParse(value).success) as fc.Arbitrary<
    z.input<S>
  >

/** What a control writes when it is left with what it shows. */
function leave(control: Control, value: unknown): unknown {
  if (value === undefined) return undefined
  switch (control.kind) {
    case 'group':
      return leaveForm(control.form, value)
    case 'variants': {
      const variant = control.variants[control.find(value)]!
      return typeof value === 'string' ? variant.begin : leaveForm(variant.form, value)
    }
    case 'numbers':
      return readNumbers(printNumbers(value as readonly number[]))
    case 'duration': {
      const { unit, count } = readSpan(value as Duration)
      return { [unit]: count }
    }
    case 'choice':
      return control.isNumeric === true ? Number(String(value)) : String(value)
    case 'rules':
      return (value as readonly { readonly value?: Scalar | readonly Scalar[] }[]).map((rule) =>
        rule.value === undefined ? rule : { ...rule, value: leaveOperand(rule.value) },
      )
    default:
      return value
  }
}

const leaveOperand = (value: Scalar | readonly Scalar[]): unknown =>
  Array.isArray(value)
    ? value
    : readScalar(String(value), value as Scalar, typeof value === 'number')

const leaveForm = (form: Form, value: unknown): unknown =>
  Object.entries(form).reduce(
    (all: unknown, [key, { control }]) => writeKey(all, key, leave(control, readKey(all, key))),
    value,
  )

describe('what is opened is saved as it was', () => {
  it.each([
    ['dimensions', dimensionComponent, sharedDimension],
    ['metrics', metricComponent, sharedMetric],
  ] as const)('%s, whatever they say', (list, own, shared) => {
    fc.assert(
      fc.property(fc.oneof(validOf(own), validOf(shared)), (component) => {
        expect(JSON.stringify(leaveForm(formOf(list), component))).toBe(JSON.stringify(component))
      }),
      { numRuns: 100 },
    )
  })

  it('data views', () => {
    const anyView = fc.record({
      dimensions: fc.uniqueArray(fc.oneof(validOf(dimensionComponent), validOf(sharedDimension)), {
        maxLength: 3,
        selector: componentId,
      }),
      metrics: fc.uniqueArray(fc.oneof(validOf(metricComponent), validOf(sharedMetric)), {
        maxLength: 3,
        selector: componentId,
      }),
      calendar: validOf(dataView.shape.calendar),
      session: validOf(dataView.shape.session),
    })
    fc.assert(
      fc.property(anyView, (more) => {
        const view: DataViewDocument = { kind: 'data-view', id: 'v', connection: 'c', ...more }
        dataView.parse(view)
        const components: readonly (readonly [ListName, AnyComponent])[] = [
          ...more.dimensions.map((each) => ['dimensions', each] as const),
          ...more.metrics.map((each) => ['metrics', each] as const),
        ]
        let saved = view
        for (const [list, component] of components) {
          const left = leaveForm(formOf(list), component) as AnyComponent
          const place = { list, id: componentId(component) }
          saved = { ...saved, ...replaceComponent(saved, place, left) }
        }
        expect(JSON.stringify(saved)).toBe(JSON.stringify(view))
        expect(compareViews(view, saved)).toEqual([])
        expect(leave(calendarSetting.control, view.calendar)).toEqual(view.calendar)
        const session = writeTimeout(view.session, readTimeout(view.session))
        expect(readTimeout(session)).toEqual(readTimeout(view.session))
        expect(session.startMetrics).toEqual(view.session?.startMetrics)
      }),
      { numRuns: 100 },
    )
  })
})

describe('rates that are pasted', () => {
  it('come from a sheet with a head, the later one of two for a day', () => {
    const read = readRates('Currency\tFrom\tUSD\nEUR\t2026-01-01\t1.1\r\nGBP;2026-01-01;1.3\n\n')
    expect(read).toEqual({
      rates: [
        { currency: 'EUR', from: '2026-01-01', usd: 1.1 },
        { currency: 'GBP', from: '2026-01-01', usd: 1.3 },
      ],
      unread: [],
    })
    expect(joinRates(read.rates, [{ currency: 'EUR', from: '2026-01-01', usd: 2 }])[0]?.usd).toBe(2)
  })

  it('say which lines are none', () => {
    expect(
      readRates('EUR,2026-01-01,1.1\neuro,2026-01-01,1.1\nEUR,1.1.2026,1\nEUR,2026-01-02,0'),
    ).toMatchObject({
      rates: [{ currency: 'EUR' }],
      unread: ['euro,2026-01-01,1.1', 'EUR,1.1.2026,1', 'EUR,2026-01-02,0'],
    })
  })
})

it('two data views are compared in words', () => {
  const from: DataViewDocument = {
    kind: 'data-view',
    id: 'a',
    connection: 'c',
    dimensions: [{ id: 'page', lowercase: true }, { id: 'old' }],
    metrics: [{ id: 'revenue' }],
  }
  const to: DataViewDocument = {
    ...from,
    timeZone: 'Europe/Berlin',
    session: { timeout: { hours: 2 } },
    dimensions: [
      { id: 'page', name: 'Page', persistence: { allocation: 'original' } },
      { id: 'new', shared: 's' },
    ],
    metrics: [{ id: 'revenue', include: { rules: [{ op: 'gt', value: 5 }] } }],
  }
  expect(compareViews(from, to)).toEqual([
    {
      where: 'Data view',
      lines: ['Time zone: UTC → Europe/Berlin', 'Timeout of sessions: 30 minutes → 2 hours'],
    },
    {
      where: 'Dimension Page',
      lines: [
        'Name: not set → Page',
        'Lower case: yes → not set',
        'Carry values to later events: not set → Which value an event has: The original',
      ],
    },
    { where: 'Dimension old', lines: ['removed'] },
    { where: 'Dimension new', lines: ['added'] },
    {
      where: 'Metric revenue',
      lines: ['Only these values: not set → Rules: is more than 5'],
    },
  ])
})
