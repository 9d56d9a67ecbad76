import { timeDimensions, type TimeDimensionId } from '../../calendar/index.ts'
import { type Compilation, type Period, addSessions } from '../compilation/compilation.ts'
import { buildDictionaryDomain } from '../compilation/fields.ts'
import { mapItems } from '../compilation/map-items.ts'
import { listDomain, type TextValue } from '../compilation/value.ts'
import { listCountedItems } from './numbered.ts'
import { compileSessionType } from './session-type.ts'
import { compileTimeSpent } from './time-spent.ts'
import { compileEventTimePart } from './time-values.ts'
import { ownColumns } from '../../model/own-columns.ts'
import { getOwn } from '../../model/own.ts'

export interface StandardDimension {
  readonly label: string
  readonly description: string
  /** What events without a value are called; “No value” when left out. */
  readonly noValueLabel?: string
  /** Values over all events; a time part has a code on the events of the period only. */
  compile(c: Compilation, period: Period): TextValue | Promise<TextValue>
}

const timeParts = Object.fromEntries(
  Object.entries(timeDimensions).map(
    ([id, { label, description }]): [string, StandardDimension] => [
      id,
      {
        label,
        description,
        compile: (c, period) => compileEventTimePart(c, id as TimeDimensionId, period),
      },
    ],
  ),
)

function datasetValue(c: Compilation): TextValue {
  const domain = listDomain('datasets', c.schema.datasets, 'text')
  const ref = c.plan.add({ op: 'column', column: ownColumns.dataset })
  return { kind: 'text', ref, domain, isList: false }
}

/** By dataset, where the connection names one. */
function namespacesOf({ definitions, view }: Compilation): Readonly<Record<string, string>> {
  const { datasets = [] } = definitions.connection(view.connection) ?? {}
  const named = datasets.flatMap(({ dataset, namespace }) =>
    namespace === undefined ? [] : [[dataset, namespace] as const],
  )
  return Object.fromEntries(named)
}

async function compileNamespace(c: Compilation): Promise<TextValue> {
  const dictionary = await c.source.dictionary(ownColumns.namespace)
  const domain = buildDictionaryDomain('namespaces', dictionary, 'text')
  const ref = c.plan.add({ op: 'column', column: ownColumns.namespace })
  return { kind: 'text', ref, domain, isList: false }
}

/** The dimensions that every data view has (§3.13), in the order of the picker. */
export const standardDimensions: Readonly<Record<string, StandardDimension>> = {
  ...timeParts,
  'event-depth': {
    label: 'Event depth',
    description: 'The number of the event within its session: 1, 2, 3 …',
    compile: (c) => {
      const ref = c.plan.add({ op: 'depth-in', runs: addSessions(c) })
      return listCountedItems(c, ref, 'event-depth')
    },
  },
  'session-type': {
    label: 'Session type',
    description: 'First-time, or Returning when the person had a session in the 13 months before.',
    noValueLabel: 'Not applicable',
    compile: compileSessionType,
  },
  'person-id': {
    label: 'Person ID',
    description: 'The id that the connection knows the person by.',
    compile: async (c) => {
      const domain = buildDictionaryDomain(
        'person',
        await c.source.dictionary(ownColumns.person),
        'text',
      )
      return { kind: 'text', ref: c.plan.add({ op: 'person-code' }), domain, isList: false }
    },
  },
  'person-id-namespace': {
    label: 'Person ID namespace',
    description: 'The namespace of the id that the person of the event has there.',
    compile: async (c) => {
      if (c.schema.hasNamespaces) return compileNamespace(c)
      const namespaces = namespacesOf(c)
      const key = `namespace ${JSON.stringify(namespaces)}`
      return mapItems(c, datasetValue(c), key, (item) => getOwn(namespaces, String(item)) ?? null)
    },
  },
  'dataset-id': {
    label: 'Dataset ID',
    description: 'The dataset that the event came with.',
    compile: datasetValue,
  },
  'batch-id': {
    label: 'Batch ID',
    description: 'The import that brought the event: its dataset, a slash, and its number.',
    compile: async (c) => {
      const domain = buildDictionaryDomain(
        'batches',
        await c.source.dictionary(ownColumns.batch),
        'text',
      )
      const ref = c.plan.add({ op: 'column', column: ownColumns.batch })
      return { kind: 'text', ref, domain, isList: false }
    },
  },
  'time-spent-per-event': {
    label: 'Time spent per event',
    description: 'Time until the next event of the session, in buckets.',
    compile: (c, period) => compileTimeSpent(c, 'event', period),
  },
  'time-spent-per-session': {
    label: 'Time spent per session',
    description: 'Time from the first to the last event of the session, in buckets.',
    compile: (c, period) => compileTimeSpent(c, 'session', period),
  },
  'time-spent-per-person': {
    label: 'Time spent per person',
    description: 'Time that the person spent in the period, in buckets.',
    compile: (c, period) => compileTimeSpent(c, 'person', period),
  },
}
