import type { MetricComponent } from '../../model/component-settings.ts'
import { type Compilation, type Period, personsOf, sessionsOf } from '../compilation.ts'
import type { MeasuredMetric } from '../components/metric.ts'

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
    compile: (c) => ({ kind: 'distinct', mask: null, runs: sessionsOf(c) }),
  },
  people: {
    label: 'People',
    description: 'Distinct persons with an event.',
    compile: (c) => ({ kind: 'distinct', mask: null, runs: personsOf(c) }),
  },
  'session-starts': {
    label: 'Session starts',
    description: 'Events that are the first of their session.',
    compile: (c) => {
      const mask = c.plan.add({ op: 'edge-in', edge: 'first', runs: sessionsOf(c) })
      return { kind: 'count', mask }
    },
  },
  'session-ends': {
    label: 'Session ends',
    description: 'Events that are the last of their session.',
    compile: (c) => {
      const mask = c.plan.add({ op: 'edge-in', edge: 'last', runs: sessionsOf(c) })
      return { kind: 'count', mask }
    },
  },
}
