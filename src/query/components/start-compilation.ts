import { asDefinitionErrors } from '../compilation/as-definition-errors.ts'
import { PlanBuilder } from '../../engine/index.ts'
import {
  type Compilation,
  everything,
  selectEverything,
  type Period,
} from '../compilation/compilation.ts'
import { compileMetric, occursOn } from './metric.ts'
import type { JourneySource } from '../compilation/journey-source.ts'
import type { Definitions } from '../compilation/definitions.ts'
import type { DataView } from '../../model/definitions/data-view.ts'
import type { JourneyField, JourneySchema } from '../../model/journey.ts'
import { checkSummaries } from '../compilation/summary-check.ts'
import { reportedTime } from '../compilation/summary-times.ts'
import { nameComponent } from './reserved-ids.ts'
import { openView } from '../compilation/view.ts'

const ALWAYS: Period = { start: -Infinity, end: Infinity, mask: null, window: null }

/** Begins a request's plan on a data view: its sessions are settled before anything else. */
export async function startCompilation(
  source: JourneySource,
  dataView: DataView,
  definitions: Definitions,
  now: number,
): Promise<Compilation> {
  const schema = withSummaryTimes(await source.schema(), dataView.timeZone)
  const view = openView(dataView, schema, definitions, nameComponent)
  const plan = new PlanBuilder()
  const warnings = new Set<string>()
  const absentFields = new Set((schema.summaries ?? []).flatMap(({ fields }) => fields.map(pathOf)))
  const parts = {
    plan,
    source,
    schema,
    view,
    definitions,
    now,
    absentFields,
    selection: everything,
    selectByView: selectEverything,
    warnings,
    findings: new Map(),
  }
  const c = { ...parts, sessionStarts: null }
  checkSummaries(c)
  return settleSessions(c)
}

const pathOf = ({ path }: JourneyField): string => path

/** The first and last time of all that can be reported: events and summary data. */
function withSummaryTimes(schema: JourneySchema, timeZone: string): JourneySchema {
  const times = (schema.summaries ?? []).flatMap(({ granularity, firstTime, lastTime }) =>
    [firstTime, lastTime].flatMap((time) =>
      time === null ? [] : reportedTime(time, granularity, timeZone),
    ),
  )
  if (times.length === 0) return schema
  const { firstTime, lastTime } = schema
  return {
    ...schema,
    firstTime: Math.min(firstTime ?? Infinity, ...times),
    lastTime: Math.max(lastTime ?? -Infinity, ...times),
  }
}

async function settleSessions(c: Compilation): Promise<Compilation> {
  if (c.view.startMetrics.length === 0) return c
  const masks = []
  for (const id of c.view.startMetrics) {
    const path = ['session', 'startMetrics']
    masks.push(occursOn(await asDefinitionErrors(() => compileMetric(c, id, ALWAYS, path))))
  }
  c.sessionStarts = c.plan.or(...masks) ?? c.plan.everyEvent()
  return c
}
