import type { MetricComponent } from '../../model/component-settings.ts'
import {
  type Compilation,
  type Period,
  addPersons,
  addSessions,
} from '../compilation/compilation.ts'
import type { MeasuredMetric } from '../compilation/measured-metric.ts'
import { testItem } from '../compilation/domain-table.ts'
import {
  everSessionType,
  FIRST_TIME_ITEM,
  RETURNING_ITEM,
  compileSessionType,
} from './session-type.ts'
import type { TextValue } from '../compilation/value.ts'
import { measureTimeSpent } from './time-spent.ts'

export interface StandardMetric {
  readonly label: string
  readonly description: string
  readonly format?: MetricComponent['format']
  compile(c: Compilation, period: Period): MeasuredMetric | Promise<MeasuredMetric>
}

/** The metrics that every data view has (§3.13), in the order of the picker. */
export const standardMetrics: Readonly<Record<string, StandardMetric>> = {
  events: {
    label: 'Events',
    description: 'Rows of event datasets.',
    compile: () => ({ kind: 'count', mask: null }),
  },
  sessions: {
    label: 'Sessions',
    description: 'Distinct sessions with an event.',
    compile: (c) => ({ kind: 'distinct', mask: null, runs: addSessions(c) }),
  },
  people: {
    label: 'People',
    description: 'Distinct persons with an event.',
    compile: (c) => ({ kind: 'distinct', mask: null, runs: addPersons(c) }),
  },
  'session-starts': {
    label: 'Session starts',
    description: 'Events that are the first of their session.',
    compile: (c) => {
      const mask = c.plan.add({ op: 'edge-in', edge: 'first', runs: addSessions(c) })
      return { kind: 'count', mask }
    },
  },
  'session-ends': {
    label: 'Session ends',
    description: 'Events that are the last of their session.',
    compile: (c) => {
      const mask = c.plan.add({ op: 'edge-in', edge: 'last', runs: addSessions(c) })
      return { kind: 'count', mask }
    },
  },
  'time-spent': {
    label: 'Time spent (seconds)',
    description:
      'Time until the next event of the session; by a dimension, until the next that sets another value. The last adds none.',
    format: { type: 'time' },
    compile: (c) => measureTimeSpent(c),
  },
  'first-time-sessions': {
    label: 'First-time sessions',
    description: 'Sessions of persons without one in the 13 months before.',
    compile: (c, period) => sessionsOfType(c, compileSessionType(c, period), FIRST_TIME_ITEM),
  },
  'return-sessions': {
    label: 'Return sessions',
    description: 'Sessions of persons who had an earlier one.',
    compile: (c, period) => sessionsOfType(c, compileSessionType(c, period), RETURNING_ITEM),
  },
  'repeat-sessions': {
    label: 'Repeat sessions',
    description: 'Sessions that are not the first their person ever had, however long ago it was.',
    compile: (c) => sessionsOfType(c, everSessionType(c), RETURNING_ITEM),
  },
  'single-event-sessions': {
    label: 'Single-event sessions',
    description: 'Sessions of only one event: bounces.',
    compile: (c) => {
      const runs = addSessions(c)
      const first = c.plan.add({ op: 'edge-in', edge: 'first', runs })
      const last = c.plan.add({ op: 'edge-in', edge: 'last', runs })
      return { kind: 'distinct', mask: c.plan.and(first, last), runs }
    },
  },
}

function sessionsOfType(c: Compilation, type: TextValue, item: string): MeasuredMetric {
  const mask = testItem(c, type, item)
  return { kind: 'distinct', mask, runs: addSessions(c) }
}
