import { type JourneySource, PlanBuilder } from '../engine/index.ts'
import { type Compilation, type Period, periodOf } from './compilation.ts'
import { compileMetric, occursOn } from './components/metric.ts'
import type { Definitions } from './definitions.ts'
import type { DataView } from '../model/definitions/data-view.ts'
import { openView } from './view.ts'

const ALWAYS: Period = { start: -Infinity, end: Infinity, mask: null, window: null }

/** Begins a request's plan on a data view: its sessions are settled before anything else. */
export async function startCompilation(
  source: JourneySource,
  dataView: DataView,
  definitions: Definitions,
  now: number,
): Promise<Compilation> {
  const schema = await source.schema()
  const view = openView(dataView, schema, definitions)
  const plan = new PlanBuilder()
  const warnings = new Set<string>()
  const c = { plan, source, schema, view, definitions, now, sessionStarts: null, warnings }
  return settleSessions(c)
}

async function settleSessions(c: Compilation): Promise<Compilation> {
  if (c.view.startMetrics.length === 0) return c
  const masks = []
  for (const id of c.view.startMetrics) {
    masks.push(occursOn(await compileMetric(c, id, ALWAYS, 'session.startMetrics')))
  }
  c.sessionStarts = c.plan.or(...masks) ?? c.plan.not(c.plan.nothing())
  return c
}

/** Everything that the journey table holds. */
export function wholePeriod(c: Compilation): Period {
  return periodOf(c, c.schema.firstTime ?? 0, (c.schema.lastTime ?? 0) + 1)
}
